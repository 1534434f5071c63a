package org.pointwork.journal;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.journal.JournalReader.OriginalKey;
import org.pointwork.model.TxnState;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;

/** Finding a transaction again, and what all of them come to. */
class JournalReaderTest extends FreshJournal {
    private static final Instant NOW = Instant.now();

    @Test
    void an_original_is_found_by_stan_and_time_or_by_rrn() {
        claim(TestRow.of(1).stan("000111").transmittedAt("0721101530").rrn("rrn-1"));
        claim(TestRow.of(2).stan("000111").transmittedAt("0722101530").rrn("rrn-2"));
        claim(TestRow.of(3).stan("000112").transmittedAt("0721101530").rrn("rrn-3"));
        assertAll(
                () -> assertEquals(Optional.of(1L), original("demo", "TERM0001", byTrace("000111", "0721101530"))),
                () -> assertEquals(Optional.of(2L), original("demo", "TERM0001", byTrace("000111", "0722101530"))),
                () -> assertEquals(Optional.of(3L), original("demo", "TERM0001", byRrn("rrn-3", ""))),
                () -> assertEquals(Optional.empty(), original("other", "TERM0001", byRrn("rrn-3", ""))),
                () -> assertEquals(Optional.empty(), original("demo", "TERM0002", byRrn("rrn-3", ""))),
                () -> assertEquals(Optional.empty(), original("demo", "TERM0001", byRrn("rrn-4", ""))),
                () -> assertEquals(Optional.empty(), original("demo", "TERM0001", byTrace("000113", "0721101530"))));
    }

    @Test
    void an_empty_rrn_finds_nothing() {
        claim(TestRow.of(1).rrn(""));
        assertEquals(Optional.empty(), original("demo", "TERM0001", byRrn("", "")));
        assertEquals(Optional.empty(), original("demo", "TERM0001", byTrace("000001", "0101000000")));
    }

    @Test
    void of_several_with_one_rrn_those_with_the_stan_come_first_then_the_newest() {
        claim(TestRow.of(1).stan("000001").rrn("shared").receivedAt(NOW.minusSeconds(60)));
        claim(TestRow.of(2).stan("000002").rrn("shared").receivedAt(NOW));
        assertEquals(List.of(1L, 2L), originals(byRrn("shared", "000001")));
        assertEquals(List.of(2L, 1L), originals(byRrn("shared", "000009")));
    }

    @Test
    void the_time_in_de_90_goes_before_the_rrn() {
        claim(TestRow.of(1)
                .stan("000111")
                .transmittedAt("0721101530")
                .rrn("first")
                .receivedAt(NOW.minusSeconds(60)));
        claim(TestRow.of(2)
                .stan("000111")
                .transmittedAt("0722101530")
                .rrn("again")
                .receivedAt(NOW));
        assertEquals(List.of(1L), originals(new OriginalKey.ByTrace("0200", "000111", "0721101530", "again")));
    }

    @Test
    void a_request_that_went_nowhere_is_no_original() {
        claim(TestRow.of(1).stan("000001").receivedAt(NOW.minusSeconds(60)));
        RequestRow refused =
                TestRow.of(2).stan("000001").destination("").receivedAt(NOW).row();
        journal.settle(Settlement.refusal(refused, List.of(Journaled.event(TxnState.DECLINED, NOW))));
        assertEquals(Optional.of(1L), original("demo", "TERM0001", byTrace("000001", "0721101530")));
    }

    @Test
    void by_rrn_the_newest_comes_first() {
        claim(TestRow.of(1).rrn("same").stan("1").receivedAt(NOW.minusSeconds(60)));
        claim(TestRow.of(2).rrn("same").stan("2").receivedAt(NOW));
        claim(TestRow.of(3).rrn("same").stan("3").receivedAt(NOW.minusSeconds(30)));
        claim(TestRow.of(4).rrn("else").stan("4"));
        assertEquals(List.of(2L, 3L, 1L), ids(journal.reader().byRrn("same")));
        assertEquals(List.of(), journal.reader().byRrn("none"));
    }

    @Test
    void days_around_today_have_partitions_and_the_rest_have_one() {
        LocalDate today = LocalDate.now();
        for (int days : new int[] {-7, 0, 7}) {
            String suffix = today.plusDays(days).format(DateTimeFormatter.BASIC_ISO_DATE);
            assertEquals(
                    2,
                    number("select count(*) from pg_class where relname in ('request_" + suffix + "', 'event_" + suffix
                            + "')"));
        }
        claim(TestRow.of(1).day(today));
        claim(TestRow.of(2).day(today.minusDays(180)));
        assertEquals(1, number("select count(*) from request_" + today.format(DateTimeFormatter.BASIC_ISO_DATE)));
        assertEquals(1, number("select count(*) from request_other"));
        journal.ensureDays();
        Journal.ensureDays(journal.database(), today.minusDays(180)); // rows of that day stay where they are
        claim(TestRow.of(3).day(today.minusDays(180)));
        assertEquals(2, number("select count(*) from request where day = current_date - 180"));
    }

    @Test
    void what_stands_approved_is_summed_with_its_sign() {
        approve(TestRow.of(1).minor(10_000), Optional.of(10_000L));
        approve(TestRow.of(2).minor(10_000), Optional.of(5_000L)); // partial
        approve(TestRow.of(3).minor(700).kind("0200", "FINANCIAL/REFUND", -1), Optional.of(700L));
        approve(TestRow.of(4).minor(99_999).kind("0100", "AUTHORIZATION/PURCHASE", 0), Optional.of(99_999L));
        approve(TestRow.of(5).minor(300).kind("0220", "ADVICE/PURCHASE", 1), Optional.empty());
        approve(TestRow.of(6).minor(40_000), Optional.of(40_000L));
        RequestRow undone = TestRow.of(6).row();
        journal.settle(Journaled.settlement(undone, Journaled.event(TxnState.REVERSING, NOW)));
        RequestRow unknown = claim(TestRow.of(7).minor(80_000));
        journal.settle(Journaled.settlement(unknown, Journaled.event(TxnState.UNKNOWN, NOW)));
        RequestRow declined = claim(TestRow.of(8).minor(80_000));
        journal.settle(Journaled.settlement(declined, Journaled.event(TxnState.DECLINED, NOW)));
        assertEquals(10_000 + 5_000 - 700 + 300, number("select sum(posted_minor) from posting"));
        journal.settle(Journaled.settlement(undone, Journaled.event(TxnState.REVERSED, NOW)));
        assertEquals(10_000 + 5_000 - 700 + 300, number("select sum(posted_minor) from posting"));
    }

    @Test
    void an_advice_approved_by_its_first_pass_and_by_store_and_forward_counts_once() {
        RequestRow advice = claim(TestRow.of(1).minor(500).kind("0220", "ADVICE/PURCHASE", 1));
        journal.settle(Journaled.finishing(
                advice, org.pointwork.model.Leg.Kind.ADVICE, Journaled.event(TxnState.APPROVED, NOW)));
        journal.settle(Journaled.settlement(advice, Journaled.event(TxnState.APPROVED, NOW)));
        assertEquals(500, number("select sum(posted_minor) from posting"));
    }

    @Test
    void the_latest_are_the_highest_numbers_whatever_day_a_terminal_believes_in() {
        claim(TestRow.of(1));
        claim(TestRow.of(3).day(LocalDate.now().minusDays(180)));
        claim(TestRow.of(2));
        assertEquals(List.of(3L, 2L), ids(journal.reader().latest(2)));
    }

    private RequestRow claim(TestRow of) {
        RequestRow row = of.row();
        assertEquals(new Claim.Result.Fresh(), journal.claim(Journaled.claim(row)));
        return row;
    }

    private void approve(TestRow of, Optional<Long> approved) {
        journal.settle(Journaled.settlement(claim(of), Journaled.event(TxnState.APPROVED, NOW, approved)));
    }

    private Optional<Long> original(String acquirer, String terminal, OriginalKey key) {
        return ids(journal.reader().originals(acquirer, terminal, key)).stream().findFirst();
    }

    private List<Long> originals(OriginalKey key) {
        return ids(journal.reader().originals("demo", "TERM0001", key));
    }

    private static OriginalKey byTrace(String stan, String transmittedAt) {
        return new OriginalKey.ByTrace("0200", stan, transmittedAt, "");
    }

    private static OriginalKey byRrn(String rrn, String stan) {
        return new OriginalKey.ByRrn(rrn, stan);
    }

    private static List<Long> ids(List<TransactionView> views) {
        return views.stream().map(view -> view.request().txnId()).toList();
    }

    private long number(String sql) {
        return TestDatabase.number(database, sql);
    }
}
