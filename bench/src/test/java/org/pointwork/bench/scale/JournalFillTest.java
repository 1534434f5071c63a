package org.pointwork.bench.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.bench.services.Database;
import org.pointwork.bench.site.FreePorts;
import org.pointwork.bench.site.SiteDatabase;
import org.pointwork.bench.yardstick.JournalDrill;
import org.pointwork.journal.Claim;
import org.pointwork.journal.Journal;

/** On the journal's own tables, whatever they are now. */
class JournalFillTest {
    private static final String NAME = "fill";

    @TempDir
    private Path var;

    @Test
    void a_filled_day_is_told_from_new_requests_and_can_be_dropped() throws Exception {
        try (SiteDatabase database = SiteDatabase.start(var, FreePorts.take(1).getFirst(), Map.of())) {
            database.empty(NAME);
            Journal.Settings settings = new Journal.Settings(
                    database.login().url(NAME),
                    Database.NAME,
                    Files.readString(database.login().ownerPasswordFile()).strip(),
                    1,
                    2,
                    1_000,
                    Duration.ofSeconds(30));
            try (Journal journal = Journal.open(settings, JournalDrill.seal(), Clock.systemUTC());
                    Connection connection = database.login().owner(NAME)) {
                Claim first = JournalDrill.claim(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41));
                assertInstanceOf(Claim.Result.Fresh.class, journal.claim(first));
                assertTrue(journal.settle(JournalDrill.settlement(first)));
                JournalFill fill = new JournalFill(connection, LocalDate.now(ZoneOffset.UTC));
                for (String table : fill.tables()) {
                    fill.fill(table, 1_000);
                }
                assertEquals(1_000, database.numbers(NAME, "select count(*) from request")[0]);
                long next = first.request().txnId() + 1;
                assertInstanceOf(Claim.Result.Fresh.class, journal.claim(JournalDrill.claim(next)));
                assertEquals(
                        new Claim.Result.Duplicate(777),
                        journal.claim(JournalDrill.claim(next + 1, JournalFill.key(777))));
                fill.drop();
                assertEquals(0, database.numbers(NAME, "select count(*) from request")[0]);
            }
        }
    }
}
