package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Trace;
import org.pointwork.testing.Requests;

/** The day and the key by which a retry finds its original. */
class JournalRowsTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            DE 13, DE 7,         today,      day
            0721,  0721101530,   2026-07-21, 2026-07-21
            0720,  0721101530,   2026-07-21, 2026-07-20
            0722,  0721235959,   2026-07-21, 2026-07-22
            '',    0721101530,   2026-07-21, 2026-07-21
            '',    0722003000,   2026-07-21, 2026-07-22
            1231,  1231235959,   2027-01-01, 2026-12-31
            0101,  0101000001,   2026-12-31, 2027-01-01
            1231,  0101003000,   2027-01-01, 2026-12-31
            0101,  1231233000,   2026-12-31, 2027-01-01
            0101,  1231100001,   2026-12-31, 2027-01-01
            1231,  0101115959,   2027-01-01, 2026-12-31
            0102,  0101100500,   2027-01-01, 2027-01-02
            '',    1231235959,   2027-01-01, 2026-12-31
            '',    0101000001,   2026-12-31, 2027-01-01
            1231,  1231120000,   2027-02-01, 2026-12-31
            0228,  0228120000,   2028-02-29, 2028-02-28
            0229,  0229120000,   2028-03-01, 2028-02-29
            0229,  0229120000,   2026-02-28, 2026-02-28
            0630,  0630120000,   2026-12-29, 2026-06-30
            '',    '',           2026-07-21, 2026-07-21
            1399,  0721101530,   2026-07-21, 2026-07-21
            """, useHeadersInDisplayName = true)
    void the_day_is_the_messages_own_in_the_year_nearest_to_today(
            String localDate, String transmittedAt, LocalDate today, LocalDate day) {
        Trace trace = new Trace(transmittedAt, "000001", "120000", localDate, "", "", "TERM0001");
        assertEquals(day, JournalRows.day(trace, today));
    }

    @Test
    void a_retry_after_midnight_lies_in_the_same_day() {
        Trace trace = new Trace("1231235959", "000001", "235959", "1231", "", "", "TERM0001");
        assertEquals(
                JournalRows.day(trace, LocalDate.of(2026, 12, 31)), JournalRows.day(trace, LocalDate.of(2027, 1, 1)));
    }

    @Test
    void a_repeat_folds_into_its_original() {
        CardMessage original = Requests.purchase(1);
        assertEquals(key(original), key(Requests.as(original, "0201")));
        assertEquals(content(original), content(Requests.as(original, "0201")));
    }

    @ParameterizedTest
    @CsvSource({"11, 000002", "12, 154531", "13, 0722", "32, 54321", "37, 999999999999", "41, TERM0002"})
    void each_part_of_the_key_makes_another_key(int de, String value) {
        CardMessage original = Requests.purchase(1);
        assertNotEquals(key(original), key(Requests.with(original, de, value)));
    }

    @Test
    void de_7_counts_where_there_is_no_local_clock_and_only_there() {
        CardMessage original = Requests.purchase(1);
        assertEquals(key(original), key(Requests.with(original, 7, "0721101559")));
        CardMessage clockless = Requests.without(original, 12, 13);
        assertNotEquals(key(clockless), key(Requests.with(clockless, 7, "0721101559")));
    }

    @ParameterizedTest
    @CsvSource({"3, 010000", "4, 000000012301", "49, 840"})
    void each_part_of_the_content_makes_a_conflict(int de, String value) {
        CardMessage original = Requests.purchase(1);
        assertEquals(key(original), key(Requests.with(original, de, value)));
        assertNotEquals(content(original), content(Requests.with(original, de, value)));
    }

    @Test
    void another_card_makes_a_conflict() {
        CardMessage original = Requests.purchase(1);
        Txn other = Arrivals.txn(original);
        other.panToken(new byte[] {9});
        RequestRow row = JournalRows.request(other, 1, ZoneOffset.UTC);
        assertNotEquals(content(original), JournalRows.key(row, original).content());
    }

    @Test
    void a_request_an_authorization_and_an_advice_do_not_meet() {
        CardMessage original = Requests.purchase(1);
        assertNotEquals(key(original), key(Requests.as(original, "0100")));
        assertNotEquals(key(original), key(Requests.as(original, "0220")));
    }

    @Test
    void what_a_merchant_writes_is_stored_inert() {
        CardMessage request = Requests.with(Requests.purchase(1), 42, "A\r\n\u001b[31m\u0000\u00e9${x}");
        assertEquals("A...[31m..${x}", row(request).merchantId());
    }

    @Test
    void of_the_card_only_its_ends_are_kept() {
        RequestRow row = row(Requests.purchase(1));
        assertEquals("400000", row.panFirst6());
        assertEquals(Requests.pan("400000", 1).substring(12), row.panLast4());
    }

    private static long key(CardMessage request) {
        return JournalRows.key(row(request), request).once();
    }

    private static long content(CardMessage request) {
        return JournalRows.key(row(request), request).content();
    }

    private static RequestRow row(CardMessage request) {
        return JournalRows.request(Arrivals.txn(request), 1, ZoneOffset.UTC);
    }
}
