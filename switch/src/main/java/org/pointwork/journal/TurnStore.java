package org.pointwork.journal;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;

/**
 * What one node at a time may do. A row for each thing that is being done, and no connection that is held meanwhile; a turn
 * whose node died ends by itself.
 */
public final class TurnStore {
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final String TAKE = """
            insert into turn (what, node, until) values (?, ?, now() + ? * interval '1 ms')
            on conflict (what) do update set node = excluded.node, until = excluded.until where turn.until < now()""";

    private final DataSource database;
    private final int node;

    TurnStore(DataSource database, int node) {
        this.database = database;
        this.node = node;
    }

    /**
     * Waits until nobody else is at it; says whether that came to be. It is this node's for a minute at most.
     *
     * @throws JournalException where the journal cannot be asked
     */
    public boolean take(String what, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (Sql.update(database, TAKE, what, node, LONGEST.toMillis()) == 0) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        return true;
    }

    /** Lets others have it. */
    public void give(String what) {
        Sql.update(database, "delete from turn where what = ? and node = ?", what, node);
    }
}
