package org.pointwork.journal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.pointwork.testing.TestDatabase;

/** Tests of a journal that nobody has written to: each has a database of its own. */
abstract class FreshJournal {
    String database;
    Journal journal;

    @BeforeEach
    final void openJournal() {
        database = TestDatabase.createJournal();
        journal = TestDatabase.openJournal(database);
    }

    @AfterEach
    final void closeJournal() {
        journal.close();
    }
}
