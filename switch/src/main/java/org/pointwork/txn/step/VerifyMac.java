package org.pointwork.txn.step;

import org.pointwork.acquirer.Arrival;
import org.pointwork.acquirer.ListenerConfig.MacPolicy;
import org.pointwork.model.ResponseCode;
import org.pointwork.security.MessageMac;
import org.pointwork.txn.Step;
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
            return arrival.door().mac() == MacPolicy.REQUIRED ? refused(txn, "MAC is missing") : NEXT;
        }
        MessageMac mac = services()
                .keyring()
                .macOf(arrival.door(), services().sender(txn).terminal());
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
