package org.pointwork.txn.step;

import org.pointwork.hsm.HsmException;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.PinBlocks;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/**
 * Re-enciphers the PIN block from the acquirer's key to the issuer's, in the HSM. A terminal whose keys change with each
 * transaction may be held to a counter that rises.
 */
public final class TranslatePin extends Step {
    @Override
    protected Decision act(Txn txn) {
        try {
            txn.pinBlocks(PinBlocks.translated(services(), txn, txn.partner().orElseThrow()));
        } catch (HsmException e) {
            if (e.reason() == HsmException.Reason.BAD_PIN_BLOCK) {
                // the same answer as for a wrong PIN, or the difference would tell what the PIN is not
                return refuse(ResponseCode.WRONG_PIN, "PIN not accepted");
            }
            return services()
                    .keys(txn)
                    .fault(e)
                    .map(why -> refuse(why.responseCode(), why.why()))
                    .orElseThrow(() -> e);
        }
        return services().counters().isReplayed(txn)
                ? refuse(ResponseCode.SECURITY_VIOLATION, "the counter of its key serial number is not above the last")
                : NEXT;
    }
}
