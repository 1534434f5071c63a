package org.pointwork.routes;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.pointwork.model.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps requests off a link whose partner has gone silent, so that they fail over at once instead of timing out. */
final class LinkBreaker {
    private static final Logger LOG = LoggerFactory.getLogger(LinkBreaker.class);

    private final CircuitBreaker breaker;
    private final String endpoint;

    LinkBreaker(String endpoint, Destination.Breaker policy) {
        this.endpoint = endpoint;
        this.breaker = CircuitBreaker.of(
                endpoint,
                CircuitBreakerConfig.custom()
                        .failureRateThreshold(policy.failureRatePercent())
                        .slidingWindowSize(policy.window())
                        .minimumNumberOfCalls(policy.window())
                        .waitDurationInOpenState(policy.openFor())
                        .permittedNumberOfCallsInHalfOpenState(3)
                        .maxWaitDurationInHalfOpenState(Duration.ofSeconds(10))
                        .build());
        breaker.getEventPublisher()
                .onStateTransition(event -> LOG.warn("breaker {}: {}", endpoint, event.getStateTransition()));
    }

    void admit(Exchange exchange) throws NotSentException {
        if (!breaker.tryAcquirePermission()) {
            throw new NotSentException(new Outcome.NotSent(endpoint, "breaker is open"));
        }
    }

    /** Any reply shows that the partner lives, a wrong one too: what to make of it is for others. */
    void learn(Exchange exchange) {
        switch (exchange.getMessage().getBody(Outcome.class)) {
            case Outcome.Answered _, Outcome.Untrusted _ -> breaker.onSuccess(0, TimeUnit.NANOSECONDS);
            case Outcome.NoAnswer silent ->
                breaker.onError(0, TimeUnit.NANOSECONDS, new java.util.concurrent.TimeoutException(silent.link()));
            case Outcome.NotSent _ -> breaker.releasePermission();
        }
    }

    /** Nothing left, or something of ours broke: nothing was learnt, and who is beyond is to see it all the same. */
    void release(Exchange exchange) throws Exception {
        breaker.releasePermission();
        throw exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }
}
