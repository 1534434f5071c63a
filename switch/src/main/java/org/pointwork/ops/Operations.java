package org.pointwork.ops;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.jpos.util.NameRegistrar;
import org.pointwork.events.OutboxPublisher;
import org.pointwork.hsm.Hsm;
import org.pointwork.journal.DayClose;
import org.pointwork.journal.Journal;
import org.pointwork.link.Links;
import org.pointwork.registry.Senders;
import org.pointwork.replica.Replica;
import org.pointwork.route.Routes;
import org.pointwork.txn.BusinessDays;

/**
 * What operators may look at and turn.
 *
 * @param closer closes a business day, and tells the partners that want to hear of it
 * @param replay makes stored messages due at once
 * @param writeOff ends a stand-in that its issuer refuses
 */
public record Operations(
        String node,
        Clock clock,
        Journal journal,
        Hsm hsm,
        Links links,
        Routes routes,
        Senders senders,
        BusinessDays days,
        DayCloser closer,
        Optional<Replica> replica,
        Optional<OutboxPublisher> events,
        Replay replay,
        WriteOff writeOff) {
    private static final String NAME = "pointwork.operations";

    /** Closes a day that is over. */
    public interface DayCloser {
        /** @throws org.pointwork.journal.DayOpenException where it is not, or something of it is open */
        DayClose close(LocalDate date);
    }

    /** Sends stored messages again, the given-up ones too; says how many. */
    public interface Replay {
        int all(String partner);

        int one(long txnId);
    }

    /** Ends a stand-in that its issuer refuses. */
    public interface WriteOff {
        /**
         * @return false where there is none with this number
         * @throws IllegalArgumentException where it is not said who or why
         */
        boolean of(long txnId, String by, String why);
    }

    /** Lets console commands, which jPOS makes by name, find them. */
    public void register() {
        NameRegistrar.register(NAME, this);
    }

    public static Operations current() {
        return NameRegistrar.getIfExists(NAME);
    }
}
