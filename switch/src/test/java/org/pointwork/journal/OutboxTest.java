package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pointwork.model.TxnState;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;

/** Events on their way to subscribers. */
class OutboxTest extends FreshJournal {
    @Test
    void nothing_is_counted_or_published_before_there_is_a_broker_and_all_of_it_once_there_is() {
        settled(1);
        assertEquals(0, journal.outbox().depth());
        assertEquals(List.of(), published());
        journal.outbox().begin();
        assertEquals(1, journal.outbox().depth());
        assertEquals(List.of("1:APPROVED"), Journaled.published(journal));
    }

    @Test
    void a_commit_that_began_earlier_and_ends_later_is_not_left_out() throws SQLException {
        journal.outbox().begin();
        settled(1);
        try (Connection slow = TestDatabase.connect(database)) {
            slow.setAutoCommit(false);
            try (var insert = slow.prepareStatement("""
                    insert into event (day, txn_id, seq, state, at, response_code, link, detail, answer)
                    select day, txn_id, 4, 'REVERSING', now(), '', '', '', '' from request where txn_id = 1""")) {
                insert.executeUpdate();
            }
            settled(2);
            assertEquals(List.of("1:APPROVED"), published());
            assertEquals(List.of(), published());
            slow.commit();
        }
        assertEquals(List.of("1:REVERSING", "2:APPROVED"), Journaled.published(journal));
    }

    @Test
    void what_the_sender_could_not_send_stays() {
        journal.outbox().begin();
        settled(1);
        assertThrows(IOException.class, () -> journal.outbox().publish(10, _ -> {
            throw new IOException("away");
        }));
        assertEquals(List.of("1:APPROVED"), Journaled.published(journal));
    }

    @Test
    void of_two_nodes_one_publishes() {
        journal.outbox().begin();
        settled(1);
        int sent = journal.outbox().<RuntimeException>publish(10, _ -> assertEquals(List.of(), published()));
        assertEquals(1, sent);
    }

    @Test
    void the_events_of_one_commit_are_not_torn_apart() throws SQLException {
        journal.outbox().begin();
        settled(1);
        RequestRow row = TestRow.of(2).row();
        journal.claim(Journaled.claim(row));
        journal.settle(Journaled.settlement(
                row,
                Journaled.event(TxnState.UNKNOWN, Instant.now()),
                Journaled.event(TxnState.REVERSING, Instant.now())));
        assertEquals(List.of("1:APPROVED"), published(1));
        assertEquals(List.of("2:UNKNOWN", "2:REVERSING"), published(1));
    }

    private void settled(long txnId) {
        RequestRow row = TestRow.of(txnId).row();
        assertEquals(new Claim.Result.Fresh(), journal.claim(Journaled.claim(row)));
        journal.settle(Journaled.settlement(row, Journaled.event(TxnState.APPROVED, Instant.now())));
    }

    private List<String> published() {
        return published(10);
    }

    private List<String> published(int most) {
        List<String> keys = new ArrayList<>();
        journal.outbox().<RuntimeException>publish(most, events -> events.forEach(event -> keys.add(event.onceKey())));
        return keys;
    }
}
