package org.pointwork.journal;

import java.sql.Connection;
import java.sql.SQLException;

/** Writes that take every row for new, and look first where one is not. */
final class NewRows {
    private static final String UNIQUE_VIOLATION = "23505";
    private static final int MOST_TRIES = 5; // another node may write what we just looked for

    private NewRows() {}

    interface Write<R> {
        /** @param look whether to leave out what is there already */
        R write(boolean look) throws SQLException;
    }

    /** Runs a write that is all of the connection's open transaction, again where it met a row that was there. */
    static <R> R write(Connection connection, boolean look, Write<R> write) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                return write.write(look || tries > 1);
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState()) || tries == MOST_TRIES) {
                    throw e;
                }
                connection.rollback();
            }
        }
    }
}
