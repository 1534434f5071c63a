package org.pointwork.txn.step;

import java.util.Set;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Answers sign-on, sign-off and echo (0800, DE 70). */
public final class AnswerNetwork extends Step {
    private static final Set<String> SERVED = Set.of("001", "002", "301");

    @Override
    protected Decision act(Txn txn) {
        if (!SERVED.contains(txn.request().fields().text(70))) {
            return refuse(ResponseCode.INVALID_TRANSACTION, "DE 70 asks for something that is not served");
        }
        txn.answer(txn.request().answer(ResponseCode.APPROVED));
        return NEXT;
    }
}
