package org.pointwork.txn;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.pointwork.journal.LegStore;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;
import org.pointwork.saf.LegQueue;

/** Store and forward on the journal. */
public final class JournalLegs implements LegQueue {
    private final Services services;
    private final LegStore legs;

    public JournalLegs(Services services) {
        this.services = services;
        this.legs = services.journal().legs();
    }

    @Override
    public List<Leg> take(String partner, Instant now, Duration lease, int most) {
        return legs.take(partner, now, lease, most);
    }

    @Override
    public void done(Leg leg, String link, CardMessage reply) {
        RequestRow row = services.journal()
                .reader()
                .byId(leg.day(), leg.txnId())
                .orElseThrow(() -> new IllegalStateException("a stored message without its request: " + leg.txnId()))
                .request();
        Instant now = services.clock().instant();
        services.journal()
                .settle(
                        leg.kind() == Leg.Kind.RECONCILIATION
                                ? new DayEnd(services).answered(row, link, reply, now)
                                : Settlements.legDone(row, leg, link, reply, now));
    }

    @Override
    public void retry(Leg leg, Instant nextAt, String why) {
        legs.retry(leg, nextAt, why);
    }

    @Override
    public void unsent(Leg leg, Instant nextAt, String why) {
        legs.unsent(leg, nextAt, why);
    }

    @Override
    public void hurry(String partner, Instant now) {
        legs.hurry(partner, now);
    }

    @Override
    public void bury(Leg leg, String why) {
        legs.bury(leg, why);
    }
}
