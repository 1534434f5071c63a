package org.pointwork.node.beans;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.TxnIds;
import org.pointwork.link.Links;
import org.pointwork.link.PartnerConfig;
import org.pointwork.node.Forwarding;
import org.pointwork.node.Node;
import org.pointwork.saf.Backoff;
import org.pointwork.saf.StoreAndForward;
import org.pointwork.txn.JournalLegs;
import org.pointwork.txn.Recovery;
import org.pointwork.txn.SendLeg;
import org.pointwork.txn.Services;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Recovery of what a stopped node left, before any door opens; then one worker per partner, and one look for all of them
 * at what has come due.
 */
public final class StoreAndForwardBean extends NodeBean {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAndForwardBean.class);
    private static final long SWEEP_SECONDS = 10;
    private static final long LOOK_MS = 250;

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
                            new Backoff(policy.firstRetry(), policy.maxRetry()),
                            policy.maxAttempts(),
                            partner.timeout(),
                            node.clock()));
        }
        ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("sweeper").factory());
        sweeper.scheduleWithFixedDelay(recovery::sweep, SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        ScheduledExecutorService look = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("legs-due").factory());
        look.scheduleWithFixedDelay(() -> wakeDue(services, forwarding), LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        return () -> {
            look.shutdownNow();
            sweeper.shutdownNow();
            forwarding.close();
        };
    }

    private static void wakeDue(Services services, Forwarding forwarding) {
        try {
            forwarding.wakeAll(services.journal().legs().due(services.clock().instant()));
        } catch (JournalException e) {
            LOG.warn("store and forward pauses: {}", e.getMessage());
        }
    }
}
