package org.pointwork.bench.scale;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Asks a database the same again and again, and remembers how long the slowest answer took. */
final class LongestWait implements AutoCloseable {
    private final Connection connection;
    private final String query;
    private final Thread asking;
    private volatile boolean open = true;
    private volatile long longestNanos;

    /** @param connection closed with this */
    LongestWait(Connection connection, String query) {
        this.connection = connection;
        this.query = query;
        this.asking = Thread.ofPlatform().daemon().name("longest-wait").start(this::ask);
    }

    private void ask() {
        try (Statement statement = connection.createStatement()) {
            while (open) {
                long start = System.nanoTime();
                statement.executeQuery(query).close();
                longestNanos = Math.max(longestNanos, System.nanoTime() - start);
            }
        } catch (SQLException e) {
            longestNanos = Long.MAX_VALUE; // it never got its answer
        }
    }

    /** Of all answers so far. */
    double seconds() {
        return longestNanos / 1e9;
    }

    @Override
    public void close() throws SQLException {
        open = false;
        try {
            asking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
