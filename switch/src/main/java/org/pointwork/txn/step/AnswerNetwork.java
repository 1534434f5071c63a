package org.pointwork.txn.step;

import java.util.Set;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Answers sign-on, sign-off and echo (0800, DE 70). */
public final class AnswerNetwork extends Step {
    private static final Set<String> SERVED = Set.of("001", "002", "301");

    @Override
    protected boolean isClosing() {
        return true;
    }

    @Override
    protected Decision act(Txn txn) {
        String code = txn.refusal()
                .map(refusal -> refusal.responseCode())
                .orElse(
                        SERVED.contains(txn.request().fields().text(70))
                                ? ResponseCode.APPROVED
                                : ResponseCode.INVALID_TRANSACTION);
        txn.answer(txn.request().answer(code));
        return NEXT;
    }
}
