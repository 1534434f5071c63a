package org.pointwork.node.beans;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pointwork.journal.Journal;
import org.pointwork.journal.TxnIds;
import org.pointwork.node.Config;
import org.pointwork.node.Node;
import org.pointwork.node.Secrets;

/** The journal, and tomorrow's partitions before tomorrow. */
public final class JournalBean extends NodeBean {
    private static final Duration PARTITIONS_EVERY = Duration.ofHours(1);

    @Override
    AutoCloseable open(Node node) {
        Config.Database config = node.config().node().journal();
        Journal journal = Journal.open(
                new Journal.Settings(
                        config.url(),
                        config.user(),
                        Secrets.read(config.passwordFile()),
                        config.readConnections(),
                        config.maxQueue(),
                        config.maxWait()),
                node.clock());
        node.put(Journal.class, journal);
        node.put(TxnIds.class, new TxnIds(node.clock(), node.config().node().id()));
        ScheduledExecutorService daily = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("partitions").factory());
        daily.scheduleWithFixedDelay(
                journal::ensureDays, PARTITIONS_EVERY.toMinutes(), PARTITIONS_EVERY.toMinutes(), TimeUnit.MINUTES);
        return () -> {
            daily.shutdownNow();
            journal.close();
        };
    }
}
