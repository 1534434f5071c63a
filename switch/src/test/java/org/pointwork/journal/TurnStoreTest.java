package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pointwork.testing.Await;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestSeal;

/** What two nodes of a journal may not do at once. */
class TurnStoreTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final String database = TestDatabase.createJournal();
    private final Journal one = TestDatabase.openJournal(database);
    private final Journal two =
            Journal.open(TestDatabase.settings(database, 2), new TestSeal(), Clock.systemDefaultZone());

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void a_turn_is_one_nodes_until_it_gives_it() {
        assertTrue(one.turns().take("keys", Duration.ZERO));
        assertFalse(two.turns().take("keys", Duration.ZERO));
        assertFalse(one.turns().take("keys", Duration.ZERO), "nor two of one node");
        assertTrue(two.turns().take("other keys", Duration.ZERO));
        two.turns().give("keys");
        assertFalse(two.turns().take("keys", Duration.ZERO), "nobody gives what is another's");
        CompletableFuture<Boolean> waits =
                CompletableFuture.supplyAsync(() -> two.turns().take("keys", LONG));
        one.turns().give("keys");
        Await.until("the other has it", waits::isDone);
        assertTrue(waits.join());
    }

    @Test
    void what_a_dead_node_had_ends_by_itself() throws SQLException {
        assertTrue(one.turns().take("keys", Duration.ZERO));
        try (var connection = TestDatabase.connect(database);
                var statement = connection.createStatement()) {
            statement.executeUpdate("update turn set until = now() - interval '1 ms'");
        }
        assertTrue(two.turns().take("keys", Duration.ZERO));
        one.turns().give("keys");
        assertFalse(one.turns().take("keys", Duration.ZERO));
    }
}
