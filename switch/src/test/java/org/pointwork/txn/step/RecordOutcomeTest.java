package org.pointwork.txn.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Proxy;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.Hsm;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestRow;
import org.pointwork.txn.Arrivals;
import org.pointwork.txn.Services;
import org.pointwork.txn.TestServices;
import org.pointwork.txn.Txn;

/** An outcome that cannot be written is not told. */
class RecordOutcomeTest {
    @Test
    void a_payment_in_doubt_whose_card_cannot_be_sealed_is_left_to_recovery_and_not_answered() {
        CardMessage request = Requests.purchase(1);
        Txn txn = Arrivals.txn(request);
        txn.claimed(TestRow.rowOf(txn.id(), request));
        txn.ended(new Outcome.NoAnswer("link", Arrivals.NOW, Outcome.Silence.TIMED_OUT));
        new RecordOutcome().with(tokenGone()).prepare(1, txn);
        assertEquals(Optional.empty(), txn.answer());
        assertEquals("outcome-not-durable", txn.silence());
    }

    /** Nothing is asked of the journal, which is not there. */
    private static Services tokenGone() {
        Hsm gone = (Hsm) Proxy.newProxyInstance(Hsm.class.getClassLoader(), new Class<?>[] {Hsm.class}, (_, _, _) -> {
            throw Arrivals.tokenGone();
        });
        return new TestServices().tokenOf(gone).made();
    }
}
