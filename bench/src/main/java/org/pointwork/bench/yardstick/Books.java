package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.pointwork.bench.site.SiteDatabase;

/**
 * Where an arm keeps its rows.
 *
 * @param query gives the columns of a {@link Page}
 */
record Books(String database, String query) {
    private static final String WAL = "pg_current_wal_lsn() - '0/0'::pg_lsn";
    private static final Duration QUIET = Duration.ofSeconds(1);
    private static final int LONGEST_UNREST = 60; // in quiets

    /**
     * What they say at one time.
     *
     * @param requests rows
     * @param approved rows of approved ones
     * @param keptBytes on disk of what stays for good, indexes included
     * @param walBytes that the server has written in all
     */
    record Page(long requests, long approved, long keptBytes, long walBytes) {
        /** What came to an earlier page. */
        Page since(Page earlier) {
            return new Page(
                    requests - earlier.requests,
                    approved - earlier.approved,
                    keptBytes - earlier.keptBytes,
                    walBytes - earlier.walBytes);
        }
    }

    static Books stock(String database) {
        return new Books(
                database,
                "select count(*), count(*) filter (where state = 'APPROVED'), pg_total_relation_size('request'), " + WAL
                        + " from request");
    }

    static Books pointwork(String database) {
        return new Books(database, """
                select (select count(*) from request), (select count(*) from event where state = 'APPROVED'),
                       (select sum(pg_total_relation_size(relid))
                          from unnest(array['request', 'event']) as t, pg_partition_tree(t::regclass)),
                       %s""".formatted(WAL));
    }

    Page look(SiteDatabase server) throws IOException, SQLException {
        long[] numbers = server.numbers(database, query);
        return new Page(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /** Looks once nothing is added any more: what a switch still works on must not be counted in the next measurement. */
    Page settled(SiteDatabase server) throws IOException, SQLException {
        Page page = look(server);
        for (int i = 0; i < LONGEST_UNREST; i++) {
            LockSupport.parkNanos(QUIET.toNanos());
            Page next = look(server);
            if (next.requests() == page.requests() && next.approved() == page.approved()) {
                return next;
            }
            page = next;
        }
        return page;
    }
}
