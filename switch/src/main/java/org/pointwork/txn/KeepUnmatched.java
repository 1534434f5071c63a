package org.pointwork.txn;

import org.pointwork.journal.Journal;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.UnmatchedReplies.UnmatchedReply;
import org.pointwork.link.Diagnosis;
import org.pointwork.link.Unmatched;
import org.pointwork.model.CardMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps replies that met no request, in the journal and one line in the log. */
public final class KeepUnmatched implements Unmatched {
    private static final Logger LOG = LoggerFactory.getLogger(KeepUnmatched.class);

    private final Journal journal;

    public KeepUnmatched(Journal journal) {
        this.journal = journal;
    }

    @Override
    public void keep(String link, CardMessage reply, Diagnosis why) {
        LOG.warn(
                "unmatched reply: link={} mti={} stan={} rrn={} terminal={} answer={} why={}",
                link,
                reply.mti(),
                reply.trace().stan(),
                reply.trace().rrn(),
                reply.trace().terminalId(),
                reply.responseCode(),
                why);
        try {
            journal.unmatched()
                    .keep(new UnmatchedReply(
                            link,
                            reply.mti().digits(),
                            reply.trace().stan(),
                            reply.trace().rrn(),
                            reply.trace().terminalId(),
                            reply.responseCode(),
                            why.verdict().name(),
                            why.near(),
                            why.toString()));
        } catch (JournalException e) {
            LOG.warn("unmatched reply is in this log alone: {}", e.getMessage());
        }
    }
}
