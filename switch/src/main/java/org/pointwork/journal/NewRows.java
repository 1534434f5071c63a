package org.pointwork.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Commits what takes every row for new, and looks first where one is not. */
final class NewRows {
    private static final String UNIQUE_VIOLATION = "23505";

    /** What a table says that lets no row pass which has to be looked at first. */
    static final String LOOK = "PW001";

    private static final int MOST_TRIES = 5; // another node may write what we just looked for

    private NewRows() {}

    interface Write<R> {
        /** @param look whether to leave out what is there already */
        R write(boolean look) throws SQLException;
    }

    /**
     * Runs a write and commits it; runs it again where it met a row that was there.
     *
     * @param oneStatement whether it is one statement if it doesn't look: that commits by itself, and saves the two round
     *     trips that begin and end a transaction
     */
    static <R> R write(Connection connection, boolean oneStatement, boolean look, Write<R> write) throws SQLException {
        for (int tries = 1; ; tries++) {
            boolean looks = look || tries > 1;
            try {
                return oneStatement && !looks ? write.write(false) : commit(connection, () -> write.write(looks));
            } catch (SQLException e) {
                if (!isToBeLookedAt(e) || tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private static boolean isToBeLookedAt(SQLException e) {
        return UNIQUE_VIOLATION.equals(e.getSQLState()) || LOOK.equals(e.getSQLState());
    }

    interface Work<R> {
        R run() throws SQLException;
    }

    /** Runs what stands or falls together. */
    static <R> R commit(Connection connection, Work<R> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            R result = work.run();
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            connection.rollback(); // the pool would not: it does not see what a copy wrote
            throw e;
        }
    }
}
