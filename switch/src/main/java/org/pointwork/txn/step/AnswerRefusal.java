package org.pointwork.txn.step;

import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** The answer to what was refused and has no journal entry of its own: reversals and network management. */
public final class AnswerRefusal extends Step {
    @Override
    protected boolean isClosing() {
        return true;
    }

    @Override
    protected Decision act(Txn txn) {
        txn.refusal().ifPresent(why -> txn.answer(txn.request().answer(why.responseCode())));
        return NEXT;
    }
}
