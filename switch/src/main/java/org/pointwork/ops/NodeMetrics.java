package org.pointwork.ops;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.link.IssuerLink;
import org.pointwork.link.IssuerLink.Counters;
import org.pointwork.link.LinkState;
import org.pointwork.link.Links;

/** The node's figures in Prometheus's terms, read when they are asked for. */
public final class NodeMetrics {
    private static final Map<String, ToLongFunction<Counters>> LINK_COUNTERS = Map.of(
            "sent", c -> c.sent.sum(),
            "answered", c -> c.answered.sum(),
            "silent", c -> c.silent.sum(),
            "not.sent", c -> c.notSent.sum(),
            "untrusted", c -> c.untrusted.sum(),
            "unmatched", c -> c.unmatched.sum(),
            "unreadable", c -> c.unreadable.sum(),
            "throttled", c -> c.throttled.sum());

    private NodeMetrics() {}

    public static void bind(MeterRegistry registry, Operations operations) {
        for (Links.Line line : operations.links().all()) {
            bind(registry, line.link());
        }
        Gauge.builder("pointwork.journal.waiting", operations, o -> o.journal()
                        .figures()
                        .claimsWaiting())
                .tag("writer", "claims")
                .register(registry);
        Gauge.builder("pointwork.journal.waiting", operations, o -> o.journal()
                        .figures()
                        .outcomesWaiting())
                .tag("writer", "outcomes")
                .register(registry);
        FunctionCounter.builder("pointwork.journal.commits", operations, o -> o.journal()
                        .figures()
                        .commits())
                .register(registry);
        FunctionCounter.builder("pointwork.journal.operations", operations, o -> o.journal()
                        .figures()
                        .operations())
                .register(registry);
        bind(
                registry,
                "pointwork.saf.pending",
                () -> operations.journal().legs().pending());
        bind(
                registry,
                "pointwork.outbox.depth",
                () -> operations.journal().outbox().depth());
        Gauge.builder("pointwork.hsm.up", operations, o -> o.hsm().health().state() == HsmHealth.State.UP ? 1 : 0)
                .register(registry);
        operations.hsm().members().keySet().forEach(member -> Gauge.builder(
                        "pointwork.hsm.member.up",
                        operations,
                        o -> o.hsm().members().get(member).state() == HsmHealth.State.UP ? 1 : 0)
                .tag("member", member)
                .register(registry));
        operations.replica().ifPresent(replica -> Gauge.builder(
                        "pointwork.replica.lag.bytes", replica, r -> r.status().lagBytes())
                .register(registry));
    }

    /** A count that costs a query. A gauge holds what it reads weakly, and nobody else holds this. */
    static void bind(MeterRegistry registry, String gauge, LongSupplier query) {
        Gauge.builder(gauge, new Counted(query), Counted::value)
                .strongReference(true)
                .register(registry);
    }

    private static void bind(MeterRegistry registry, IssuerLink link) {
        Gauge.builder("pointwork.link.ready", link, l -> l.state() == LinkState.READY ? 1 : 0)
                .tag("link", link.name())
                .register(registry);
        Gauge.builder("pointwork.link.in.flight", link, IssuerLink::inFlight)
                .tag("link", link.name())
                .register(registry);
        LINK_COUNTERS.forEach(
                (name, value) -> FunctionCounter.builder("pointwork.link." + name, link.counters(), value::applyAsLong)
                        .tag("link", link.name())
                        .register(registry));
    }
}
