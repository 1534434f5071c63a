package org.pointwork.node.beans;

import java.time.Duration;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.node.Config;
import org.pointwork.node.KeyChecks;
import org.pointwork.node.Node;
import org.pointwork.security.CardVault;

/** The HSM, and the proof that its keys are the ones agreed. */
public final class HsmBean extends NodeBean {
    /** For what begins a payment; the MAC of a reply or an answer has twice as long, lest a good approval be undone. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final int MOST_WAITING = 10_000;

    @Override
    AutoCloseable open(Node node) {
        Config.HsmToken token = node.config().node().hsm();
        Hsm hsm = Pkcs11Hsm.open(Pkcs11Config.of(token.module(), token.token(), TokenPin.file(token.pinFile()))
                .withSessions(token.sessions())
                .withWaiting(LONGEST_WAIT, MOST_WAITING));
        Config.Keys keys = node.config().keys();
        keys.checkValueFile().ifPresent(file -> KeyChecks.verify(hsm, node.config(), file));
        node.put(Hsm.class, hsm);
        node.put(CardVault.class, new CardVault(hsm, new TokenKey(keys.panToken()), new SealKey(keys.panSeal())));
        return hsm;
    }
}
