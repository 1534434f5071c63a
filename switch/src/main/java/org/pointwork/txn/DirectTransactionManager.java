package org.pointwork.txn;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jpos.core.ConfigurationException;
import org.jpos.metrics.MeterInfo;
import org.jpos.transaction.AbortParticipant;
import org.jpos.transaction.GroupSelector;
import org.jpos.transaction.TransactionManager;
import org.jpos.transaction.TransactionParticipant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * jPOS's transaction manager without what it does around the participants: the same descriptor, the same participants in
 * the same order, their results meaning the same. But no space between the door and the first step, and no log event,
 * profiler, snapshot and thread name for each transaction, which cost more than the steps do. For the stock one, change
 * {@code class} in {@code cfg/deploy/3x_txnmgr_*.xml} to {@code org.jpos.transaction.TransactionManager} and nothing else.
 *
 * <p>Every transaction has a virtual thread of its own, so a step may simply wait. How many there are at once is bounded
 * at the doors.
 *
 * <p>Not offered: RETRY and PAUSE, which no step here returns, and jPOS's own recovery: the journal is ours.
 */
public final class DirectTransactionManager extends TransactionManager {
    private static final Logger LOG = LoggerFactory.getLogger(DirectTransactionManager.class);

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(10);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private static final Set<String> STOCK_METERS =
            Set.of(MeterInfo.TM_ACTIVE.id(), MeterInfo.TM_COUNTER.id(), MeterInfo.TM_OPERATION.id());

    private final AtomicLong begun = new AtomicLong();
    private final LongAdder ended = new LongAdder();

    /** The stock manager's meters, of which nothing here feeds any, would read 0 for ever. */
    @Override
    public void initService() throws ConfigurationException {
        super.initService();
        MeterRegistry registry = getServer().getMeterRegistry();
        Search.in(registry)
                .name(STOCK_METERS::contains)
                .tag("name", getName())
                .meters()
                .forEach(registry::remove);
    }

    @Override
    public void queue(Serializable context) {
        long id = begun.incrementAndGet();
        Thread.startVirtualThread(() -> {
            try {
                transact(id, context);
            } finally {
                ended.increment();
            }
        });
    }

    /** The stock manager's thread takes contexts out of its space here; there is none to take. */
    @Override
    public void run() {
        // queue starts each transaction itself
    }

    /** What has begun may end: it needs the journal and the token, which stop after this. */
    @Override
    public void stopService() {
        super.stopService();
        long deadline = System.nanoTime() + LONGEST_FAREWELL.toNanos();
        while (begun.get() > ended.sum() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private void transact(long id, Serializable context) {
        List<TransactionParticipant> joined = new ArrayList<>(0);
        boolean aborted = prepare(id, context, joined);
        for (TransactionParticipant participant : joined) {
            if (aborted) {
                abort(participant, id, context);
            } else {
                commit(participant, id, context);
            }
        }
    }

    /** As jPOS documents it; says whether it ends in an abort. */
    private boolean prepare(long id, Serializable context, List<TransactionParticipant> joined) {
        boolean aborted = false;
        Iterator<TransactionParticipant> remaining =
                getParticipants(DEFAULT_GROUP).iterator();
        while (remaining.hasNext()) {
            TransactionParticipant participant = remaining.next();
            int result = aborted ? windUp(participant, id, context) : prepared(participant, id, context);
            aborted |= (result & PREPARED) == 0;
            if ((result & NO_JOIN) == 0) {
                joined.add(participant);
            }
            if (participant instanceof GroupSelector selector) {
                remaining = selected(selector.select(id, context), remaining);
            }
        }
        return aborted;
    }

    private static int prepared(TransactionParticipant participant, long id, Serializable context) {
        try {
            return participant.prepare(id, context);
        } catch (RuntimeException e) {
            return broken(participant, e);
        }
    }

    private static int windUp(TransactionParticipant participant, long id, Serializable context) {
        try {
            return participant instanceof AbortParticipant closing
                    ? closing.prepareForAbort(id, context)
                    : ABORTED | NO_JOIN;
        } catch (RuntimeException e) {
            return broken(participant, e);
        }
    }

    private static int broken(TransactionParticipant participant, RuntimeException e) {
        LOG.error("participant broke: {} {}", participant.getClass().getSimpleName(), Traces.of(e));
        return ABORTED;
    }

    /** The participants of the groups that a selector named, then those that were still to come. */
    private Iterator<TransactionParticipant> selected(String groups, Iterator<TransactionParticipant> rest) {
        List<TransactionParticipant> remaining = new ArrayList<>();
        StringTokenizer names = new StringTokenizer(groups == null ? "" : groups, " ,");
        while (names.hasMoreTokens()) {
            remaining.addAll(getParticipants(names.nextToken()));
        }
        rest.forEachRemaining(remaining::add);
        return remaining.iterator();
    }
}
