package org.pointwork.txn;

import java.util.concurrent.Semaphore;
import org.pointwork.journal.Journal;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.RequestRow;
import org.pointwork.link.Unmatched;
import org.pointwork.model.CardMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps replies that met no request, in the journal and one line in the log. Off the line's thread: a write may wait. */
public final class KeepUnmatched implements Unmatched {
    private static final Logger LOG = LoggerFactory.getLogger(KeepUnmatched.class);

    /** Writes at once: a partner that sends nothing but strange replies must not fill the node with them. */
    private static final int MOST_WRITING = 100;

    private final Semaphore room = new Semaphore(MOST_WRITING);
    private final Journal journal;

    public KeepUnmatched(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void keep(String link, CardMessage reply, String why) {
        LOG.warn(
                "unmatched reply: link={} mti={} stan={} rrn={} terminal={} answer={} why={}",
                link,
                reply.mti(),
                reply.trace().stan(),
                reply.trace().rrn(),
                reply.trace().terminalId(),
                reply.responseCode(),
                why);
        if (!room.tryAcquire()) {
            return; // it is in the log and in the link's count
        }
        Thread.startVirtualThread(() -> {
            try {
                journal.unmatched(
                        link,
                        why,
                        new RequestRow.Reply(
                                reply.mti().digits(),
                                reply.trace().stan(),
                                reply.trace().rrn(),
                                reply.trace().terminalId(),
                                reply.responseCode()));
            } catch (JournalException e) {
                LOG.warn("unmatched reply is in this log alone: {}", e.getMessage());
            } finally {
                room.release();
            }
        });
    }
}
