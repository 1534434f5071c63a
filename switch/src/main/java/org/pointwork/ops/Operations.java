package org.pointwork.ops;

import java.time.Clock;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jpos.util.NameRegistrar;
import org.pointwork.events.OutboxPublisher;
import org.pointwork.hsm.Hsm;
import org.pointwork.journal.Journal;
import org.pointwork.link.Links;
import org.pointwork.registry.Senders;
import org.pointwork.replica.Replica;
import org.pointwork.route.Routes;

/**
 * What operators may look at and turn.
 *
 * @param replay makes a partner's stored messages due at once; says how many
 */
public record Operations(
        String node,
        Clock clock,
        Journal journal,
        Hsm hsm,
        Links links,
        Routes routes,
        Senders senders,
        Optional<Replica> replica,
        Optional<OutboxPublisher> events,
        ToIntFunction<String> replay) {
    private static final String NAME = "pointwork.operations";

    /** Lets console commands, which jPOS makes by name, find them. */
    public void register() {
        NameRegistrar.register(NAME, this);
    }

    public static Operations current() {
        return NameRegistrar.getIfExists(NAME);
    }
}
