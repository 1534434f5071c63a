package org.pointwork.txn;

import static org.jpos.transaction.TransactionConstants.ABORTED;
import static org.jpos.transaction.TransactionConstants.NO_JOIN;
import static org.jpos.transaction.TransactionConstants.PREPARED;
import static org.jpos.transaction.TransactionConstants.READONLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException;
import org.pointwork.journal.JournalException;
import org.pointwork.model.Refusal;
import org.pointwork.testing.Requests;

/** What every step has in common: nothing is let through because something failed. */
class StepTest {
    private static final int GO_ON = PREPARED | READONLY | NO_JOIN;
    private static final int WIND_UP = ABORTED | READONLY | NO_JOIN;
    private final Txn txn = Arrivals.txn(Requests.purchase(1));

    private static final class Acts extends Step {
        private final AtomicInteger acts = new AtomicInteger();
        private final boolean closing;
        private final Supplier<Decision> decides;

        Acts(boolean closing, Supplier<Decision> decides) {
            this.closing = closing;
            this.decides = decides;
        }

        @Override
        protected boolean isClosing() {
            return closing;
        }

        @Override
        protected Decision act(Txn transaction) {
            acts.incrementAndGet();
            return decides.get();
        }
    }

    @Test
    void each_decision_has_its_flags() {
        assertEquals(GO_ON, new Acts(false, Step.Decision.Next::new).prepare(1, txn));
        assertEquals(WIND_UP, new Acts(false, Step.Decision.Done::new).prepare(1, txn));
        assertTrue(txn.refusal().isEmpty());
        assertEquals(WIND_UP, refusing("92").prepare(1, txn));
        assertEquals("92", txn.refusal().orElseThrow().responseCode());
    }

    @Test
    void the_first_refusal_stands() {
        refusing("92").prepare(1, txn);
        refusing("96").prepare(1, txn);
        assertEquals("92", txn.refusal().orElseThrow().responseCode());
    }

    @Test
    void what_breaks_refuses_and_says_nothing_of_what_it_choked_on() {
        String pan = txn.request().pan().orElseThrow().digits();
        int flags = new Acts(false, () -> {
                    throw new IllegalArgumentException("cannot parse " + pan);
                })
                .prepare(1, txn);
        assertEquals(WIND_UP, flags);
        Refusal refusal = txn.refusal().orElseThrow();
        assertEquals("96", refusal.responseCode());
        assertFalse(refusal.why().contains(pan), refusal.why());
    }

    @Test
    void a_journal_or_an_hsm_that_is_away_refuses() {
        assertEquals(
                WIND_UP,
                throwing(new JournalException("the journal cannot be written now"))
                        .prepare(1, txn));
        assertEquals("96", txn.refusal().orElseThrow().responseCode());
        Txn other = Arrivals.txn(Requests.purchase(2));
        Services services = new TestServices().hsmAwayCode("91").made();
        assertEquals(WIND_UP, throwing(Arrivals.tokenGone()).with(services).prepare(1, other));
        assertEquals("91", other.refusal().orElseThrow().responseCode());
        Txn third = Arrivals.txn(Requests.purchase(3));
        HsmException missing = new HsmException(HsmException.Reason.KEY_MISSING, "zpk", "not there");
        assertEquals(WIND_UP, throwing(missing).with(services).prepare(1, third));
        assertEquals("96", third.refusal().orElseThrow().responseCode(), "nothing that waiting helps");
    }

    @Test
    void after_a_refusal_closing_steps_act_and_others_do_not() {
        Acts closing = new Acts(true, Step.Decision.Next::new);
        Acts other = new Acts(false, Step.Decision.Next::new);
        assertEquals(WIND_UP, closing.prepareForAbort(1, txn));
        assertEquals(WIND_UP, other.prepareForAbort(1, txn));
        assertEquals(1, closing.acts.get());
        assertEquals(0, other.acts.get());
    }

    private static Step refusing(String code) {
        return new Acts(false, () -> new Step.Decision.Refuse(new Refusal(code, "because")));
    }

    private static Step throwing(RuntimeException e) {
        return new Acts(false, () -> {
            throw e;
        });
    }
}
