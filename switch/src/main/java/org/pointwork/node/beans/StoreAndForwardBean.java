package org.pointwork.node.beans;

import java.time.Duration;
import org.pointwork.journal.TxnIds;
import org.pointwork.link.Links;
import org.pointwork.link.PartnerConfig;
import org.pointwork.node.Chore;
import org.pointwork.node.Forwarding;
import org.pointwork.node.Node;
import org.pointwork.saf.Backoff;
import org.pointwork.saf.StoreAndForward;
import org.pointwork.txn.JournalLegs;
import org.pointwork.txn.Recovery;
import org.pointwork.txn.SendLeg;
import org.pointwork.txn.Services;

/**
 * Recovery of what a stopped node left, before any door opens; then one worker per partner, and one look for all of them
 * at what has come due.
 */
public final class StoreAndForwardBean extends NodeBean {
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);
    private static final Duration TURNS_EVERY = Duration.ofSeconds(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    @Override
    AutoCloseable open(Node node) {
        Services services = node.get(Services.class);
        Forwarding forwarding = node.get(Forwarding.class);
        Recovery recovery = new Recovery(services, node.get(TxnIds.class));
        recovery.afterStart();
        Links links = node.get(Links.class);
        for (PartnerConfig partner : services.partners().values()) {
            PartnerConfig.StoreAndForward policy = partner.storeAndForward();
            forwarding.add(
                    partner.name(),
                    new StoreAndForward(
                            partner.name(),
                            new JournalLegs(services),
                            new SendLeg(services, links::anyReady),
                            new StoreAndForward.Policy(
                                    new Backoff(policy.firstRetry(), policy.maxRetry()),
                                    policy.maxAttempts(),
                                    partner.timeout(),
                                    policy.drainFirst().orElse(false)),
                            node.clock()));
        }
        Chore sweep = Chore.every(SWEEP_EVERY, "sweep", recovery::sweep);
        Chore look = Chore.every(LOOK_EVERY, "look for legs due", () -> {
            forwarding.look();
            forwarding.wakeAll(services.journal().legs().due(services.clock().instant()));
        });
        Chore days = Chore.every(TURNS_EVERY, "look for business days turned", () -> services.days()
                .refresh(services.journal().days()));
        return () -> {
            days.close();
            look.close();
            sweep.close();
            forwarding.close();
        };
    }
}
