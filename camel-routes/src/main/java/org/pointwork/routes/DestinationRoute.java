package org.pointwork.routes;

import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.LoadBalanceDefinition;

/**
 * <pre>
 * direct:issuer ─▶ failover ─▶ breaker ─▶ link:issuer/primary
 *                      └─────▶ breaker ─▶ link:issuer/backup
 * </pre>
 *
 * Failover happens on {@link NotSentException} alone, and there is no redelivery: an unanswered request that went out
 * again on another link would be a second debit. With links in turn, each request begins at the next one.
 */
public final class DestinationRoute extends RouteBuilder {
    private final Destination destination;

    public DestinationRoute(Destination destination) {
        this.destination = destination;
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());
        List<String> guarded = destination.endpoints().stream().map(this::guard).toList();
        LoadBalanceDefinition failover = from(destination.entry())
                .routeId(destination.name())
                .loadBalance()
                .failover(guarded.size() - 1, false, destination.inTurn(), NotSentException.class);
        guarded.forEach(failover::to);
    }

    /** A route of its own around each link, so that its breaker sees that link's calls and no others. */
    private String guard(String endpoint) {
        String entry = "direct:guarded-" + endpoint.replaceAll("[^A-Za-z0-9]", "-");
        LinkBreaker breaker = new LinkBreaker(endpoint, destination.breaker());
        from(entry)
                .routeId(endpoint)
                .process(breaker::admit)
                .doTry()
                .to(endpoint)
                .process(breaker::learn)
                .doCatch(Exception.class)
                .process(breaker::release)
                .end();
        return entry;
    }
}
