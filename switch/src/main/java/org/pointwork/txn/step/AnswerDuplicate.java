package org.pointwork.txn.step;

import java.time.Duration;
import java.util.Optional;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.TransactionView;
import org.pointwork.model.ResponseCode;
import org.pointwork.model.TxnState;
import org.pointwork.txn.JournalRows;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** A duplicate gets the original's answer: the stored one, or, while the original is under way, the one it is about to get. */
public final class AnswerDuplicate extends Step {
    private static final Duration GRACE = Duration.ofSeconds(3);

    @Override
    protected Decision act(Txn txn) {
        if (!txn.isDuplicate()) {
            return NEXT;
        }
        long original = txn.originalTxnId().orElseThrow();
        Duration atMost =
                services().partner(txn.partner().orElseThrow()).timeout().plus(GRACE);
        services().inFlight().await(original, atMost);
        RequestRow same =
                JournalRows.request(txn, services().node(), services().clock().getZone());
        Optional<TransactionView> view = services().journal().reader().byId(same.day(), original);
        if (view.filter(AnswerDuplicate::wasTakenBack).isPresent()) {
            txn.answer(txn.request().answer(ResponseCode.DUPLICATE)); // its approval holds no more
            return DONE;
        }
        view.flatMap(TransactionView::answer)
                .ifPresentOrElse(txn::answer, () -> txn.fallSilent("original-without-answer"));
        return DONE;
    }

    private static boolean wasTakenBack(TransactionView original) {
        boolean reversed = original.state() == TxnState.REVERSING || original.state() == TxnState.REVERSED;
        return reversed && ResponseCode.approves(original.responseCode());
    }
}
