package org.pointwork.txn;

import java.time.Duration;
import java.util.Optional;
import org.pointwork.journal.Journal;
import org.pointwork.journal.JournalException;
import org.pointwork.link.Turns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns among all nodes of a journal. Without the journal there are none: keys stay as they are until it is back. */
public final class KeyTurns implements Turns {
    private static final Logger LOG = LoggerFactory.getLogger(KeyTurns.class);

    private final Journal journal;

    public KeyTurns(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Optional<Turn> take(String what, Duration atMost) {
        try {
            return journal.turns().take(what, atMost) ? Optional.of(() -> give(what)) : Optional.empty();
        } catch (JournalException e) {
            LOG.warn("no turn for {}: {}", what, e.getMessage());
            return Optional.empty();
        }
    }

    private void give(String what) {
        try {
            journal.turns().give(what);
        } catch (JournalException e) {
            LOG.warn("the turn for {} ends by itself: {}", what, e.getMessage());
        }
    }
}
