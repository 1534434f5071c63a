package org.pointwork.txn.step;

import org.pointwork.acquirer.Arrival;
import org.pointwork.acquirer.ListenerConfig.MacPolicy;
import org.pointwork.hsm.HsmException;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.security.MessageMac;
import org.pointwork.security.PinPlace;
import org.pointwork.txn.Step;
import org.pointwork.txn.TerminalKeys;
import org.pointwork.txn.Txn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the message is its sender's, before anything in it is believed. A MAC that is there is always verified. */
public final class VerifyMac extends Step {
    private static final Logger LOG = LoggerFactory.getLogger(VerifyMac.class);

    @Override
    protected Decision act(Txn txn) {
        Arrival arrival = txn.arrival();
        if (!MessageMac.isPresent(arrival.message())) {
            return arrival.door().mac() == MacPolicy.REQUIRED ? refused(txn, "MAC is missing") : pinKeyNamed(txn);
        }
        return switch (services().keys(txn)) {
            case TerminalKeys.Held held -> verified(txn, held.mac());
            case TerminalKeys.OfTransaction once -> verified(txn, once);
            case TerminalKeys.None(Refusal why) -> refuse(why.responseCode(), why.why());
        };
    }

    /** Without a MAC, a key serial number is there for the PIN. */
    private Decision pinKeyNamed(Txn txn) {
        return txn.request().fields().has(PinPlace.PIN_BLOCK)
                        && services().keys(txn) instanceof TerminalKeys.None(Refusal why)
                ? refuse(why.responseCode(), why.why())
                : NEXT;
    }

    private static Decision verified(Txn txn, TerminalKeys.OfTransaction once) {
        try {
            return verified(txn, once.mac());
        } catch (HsmException e) {
            return once.fault(e)
                    .map(why -> refuse(why.responseCode(), why.why()))
                    .orElseThrow(() -> e);
        }
    }

    private static Decision verified(Txn txn, MessageMac mac) {
        Arrival arrival = txn.arrival();
        return mac.verifies(arrival.message(), arrival.frame().payload()) ? NEXT : refused(txn, "MAC is wrong");
    }

    private static Decision refused(Txn txn, String why) {
        LOG.warn(
                "refused: door={} stan={} {}",
                txn.arrival().door().name(),
                txn.request().trace().stan(),
                why);
        return refuse(ResponseCode.SECURITY_VIOLATION, why);
    }
}
