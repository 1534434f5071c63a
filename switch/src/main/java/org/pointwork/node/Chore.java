package org.pointwork.node;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pointwork.hsm.HsmException;
import org.pointwork.journal.JournalException;
import org.pointwork.txn.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that comes again and again. A turn that fails is said in the log, and ends none of the later ones. */
public final class Chore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Chore.class);

    private final String name;
    private final Runnable work;
    private final ScheduledExecutorService thread;

    private Chore(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name(name).factory());
    }

    /** Does it first when the pause has passed once, and then with that pause between turns. */
    public static Chore every(Duration pause, String name, Runnable work) {
        Chore chore = new Chore(name, work);
        chore.thread.scheduleWithFixedDelay(chore::turn, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
        return chore;
    }

    private void turn() {
        try {
            work.run();
        } catch (JournalException | HsmException e) {
            LOG.warn("{} postponed: {}", name, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{} broke: {}", name, Traces.of(e));
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
