package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.journal.Claim;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.Journal;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Settlement;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.journal.TxnIds;
import org.pointwork.model.Leg;
import org.pointwork.model.Pan;
import org.pointwork.model.TxnState;
import org.pointwork.security.CardVault;
import org.pointwork.testing.SteppedClock;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestRow;
import org.pointwork.testing.TestSeal;
import org.pointwork.testing.TestToken;

/** What becomes of requests whose outcome was lost. */
class RecoveryTest {
    private static final Pan PAN = new Pan("4000000000000002");
    private final SteppedClock clock = new SteppedClock(Instant.now());
    private final CardVault vault = new CardVault(TestToken.hsm(), new TokenKey("pan.token"), new SealKey("pan.seal"));
    private final TestSeal seal = new TestSeal();
    private final InFlight inFlight = new InFlight();
    private final TxnIds txnIds = new TxnIds(clock, 1, 0);
    private final String database = TestDatabase.createJournal();
    private Journal journal;
    private Recovery recovery;

    @BeforeEach
    void open() {
        journal = Journal.open(TestDatabase.settings(database, 1), seal, Clock.systemDefaultZone());
        recovery = new Recovery(
                new TestServices()
                        .clock(clock)
                        .journal(journal)
                        .tokenOf(TestToken.hsm())
                        .inFlight(inFlight)
                        .made(),
                txnIds);
    }

    @AfterEach
    void close() {
        journal.close();
    }

    @Test
    void a_start_reverses_what_was_left_with_the_card_of_each() {
        RequestRow left = claimed();
        RequestRow settled = claimed();
        assertTrue(journal.settle(approved(settled)));
        recovery.afterStart();
        assertEquals(TxnState.REVERSING, state(left));
        assertEquals(TxnState.APPROVED, state(settled));
        List<Leg> legs = journal.legs().take("issuer-demo", clock.instant(), Duration.ofSeconds(1), 10);
        assertEquals(List.of(left.txnId()), legs.stream().map(Leg::txnId).toList());
        assertEquals(PAN, vault.open(legs.getFirst().sealedPan().orElseThrow(), left.txnId()));
        assertEquals(0, TestDatabase.number(database, "select count(*) from sealed_batch"));
    }

    @Test
    void a_node_that_was_paused_cannot_claim_or_decide_what_its_successor_has_passed() {
        RequestRow claimed = claimed();
        RequestRow late = TestRow.of(txnIds.next()).row();
        recovery.afterStart();
        assertEquals(new Claim.Result.TooLate(), journal.claim(claim(late)));
        assertFalse(journal.settle(approved(claimed)));
        assertEquals(TxnState.REVERSING, state(claimed));
    }

    @Test
    void a_sweep_leaves_alone_what_is_young_or_under_way_and_the_mark_waits_for_it() {
        RequestRow underWay = claimed();
        inFlight.begin(underWay.txnId());
        RequestRow lost = claimed();
        clock.step(Duration.ofSeconds(61));
        RequestRow young = claimed();
        recovery.sweep();
        assertEquals(TxnState.FORWARDED, state(underWay));
        assertEquals(TxnState.REVERSING, state(lost));
        assertEquals(TxnState.FORWARDED, state(young));
        assertEquals(underWay.txnId(), journal.openRequests().fence(0).settledBelow());

        inFlight.end(underWay.txnId());
        recovery.sweep();
        assertEquals(TxnState.REVERSING, state(underWay));
        assertTrue(journal.openRequests().fence(0).settledBelow() <= young.txnId());
        clock.step(Duration.ofSeconds(61));
        recovery.sweep();
        assertEquals(TxnState.REVERSING, state(young));
    }

    @Test
    void more_than_one_look_can_take_are_all_resolved() {
        List<RequestRow> rows =
                java.util.stream.Stream.generate(this::row).limit(1_100).toList();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            rows.forEach(row -> threads.submit(() -> journal.claim(claim(row))));
        }
        recovery.afterStart();
        assertEquals(1_100, TestDatabase.number(database, "select count(*) from event where state = 'REVERSING'"));
        assertEquals(1_100, journal.legs().pending());
    }

    @Test
    void while_the_cards_cannot_be_opened_nothing_is_passed_over() {
        RequestRow left = claimed();
        seal.breakDown();
        assertThrows(IllegalStateException.class, recovery::afterStart);
        seal.repair();
        assertEquals(TxnState.FORWARDED, state(left));
        recovery.afterStart();
        assertEquals(TxnState.REVERSING, state(left));
    }

    private RequestRow row() {
        return TestRow.of(txnIds.next()).row();
    }

    private RequestRow claimed() {
        RequestRow row = row();
        assertEquals(new Claim.Result.Fresh(), journal.claim(claim(row)));
        return row;
    }

    private static Claim claim(RequestRow row) {
        return new Claim(
                row, new Claim.Key(row.txnId(), row.txnId(), 0), PAN, Optional.empty(), List.of(), Optional.empty());
    }

    private Settlement approved(RequestRow row) {
        EventRow event =
                new EventRow(TxnState.APPROVED, clock.instant(), "00", Optional.empty(), "link", "", StoredAnswer.NONE);
        return Settlement.outcome(row, List.of(event));
    }

    private TxnState state(RequestRow row) {
        return journal.reader().byId(row.day(), row.txnId()).orElseThrow().state();
    }
}
