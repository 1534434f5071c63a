package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.journal.DayOpenException;
import org.pointwork.journal.Journal;
import org.pointwork.testing.SteppedClock;
import org.pointwork.testing.TestDatabase;

/** Which day a request is of. */
class BusinessDaysTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            cutover, zone,         at,                      date
            00:00,   UTC,          2026-07-21T23:59:59.99Z, 2026-07-21
            00:00,   UTC,          2026-07-22T00:00:00Z,    2026-07-22
            23:30,   UTC,          2026-07-21T23:29:59.99Z, 2026-07-21
            23:30,   UTC,          2026-07-21T23:30:00Z,    2026-07-22
            23:30,   UTC,          2026-12-31T23:30:00Z,    2027-01-01
            23:30,   UTC,          2028-02-28T23:30:00Z,    2028-02-29
            23:30,   Asia/Kolkata, 2026-07-21T17:59:59Z,    2026-07-21
            23:30,   Asia/Kolkata, 2026-07-21T18:00:00Z,    2026-07-22
            """, useHeadersInDisplayName = true)
    void a_day_turns_at_its_time(LocalTime cutover, String zone, Instant at, LocalDate date) {
        assertEquals(date, new BusinessDays(cutover, ZoneId.of(zone)).of(at));
    }

    @Test
    void a_day_is_turned_by_hand_once_and_the_clock_catches_up() {
        SteppedClock clock = new SteppedClock(Instant.parse("2026-07-21T20:00:00Z"));
        BusinessDays days = BusinessDays.midnight(ZoneOffset.UTC);
        BusinessDays ofAnotherNode = BusinessDays.midnight(ZoneOffset.UTC);
        try (Journal journal = TestDatabase.openJournal(TestDatabase.createJournal())) {
            Instant begins = days.turn(journal.days(), clock).beginsAt();
            assertThrows(DayOpenException.class, () -> ofAnotherNode.turn(journal.days(), clock));
            assertEquals(LocalDate.parse("2026-07-21"), ofAnotherNode.of(begins.minusMillis(1)));
            assertEquals(LocalDate.parse("2026-07-22"), ofAnotherNode.of(begins));
            assertEquals(LocalDate.parse("2026-07-22"), days.of(Instant.parse("2026-07-22T23:59:59Z")));
            assertEquals(LocalDate.parse("2026-07-23"), days.of(Instant.parse("2026-07-23T00:00:00Z")));
        }
    }

    @Test
    void a_partner_that_turns_its_day_is_followed_once_and_only_to_the_next_date() {
        SteppedClock clock = new SteppedClock(Instant.parse("2026-07-21T20:00:00Z"));
        Instant later = Instant.parse("2026-07-21T20:01:00Z");
        BusinessDays days = BusinessDays.midnight(ZoneOffset.UTC);
        try (Journal journal = TestDatabase.openJournal(TestDatabase.createJournal())) {
            for (String date : new String[] {"", "0721", "0723"}) {
                days.follow(date, journal.days(), clock);
                assertEquals(LocalDate.parse("2026-07-21"), days.of(later));
            }
            for (String date : new String[] {"0722", "0722", "0723"}) {
                days.follow(date, journal.days(), clock);
                assertEquals(LocalDate.parse("2026-07-22"), days.of(later));
            }
        }
    }

    @Test
    void a_day_is_not_closed_before_it_is_over() {
        SteppedClock clock = new SteppedClock(Instant.parse("2026-07-22T00:00:59Z"));
        BusinessDays days = BusinessDays.midnight(ZoneOffset.UTC);
        LocalDate yesterday = LocalDate.parse("2026-07-21");
        try (Journal journal = TestDatabase.openJournal(TestDatabase.createJournal())) {
            assertThrows(DayOpenException.class, () -> days.close(yesterday, journal.days(), clock));
            clock.step(java.time.Duration.ofSeconds(1));
            assertEquals(0, days.close(yesterday, journal.days(), clock).items());
        }
    }
}
