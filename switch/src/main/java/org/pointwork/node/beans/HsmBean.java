package org.pointwork.node.beans;

import java.time.Duration;
import java.util.Optional;
import org.pointwork.hsm.DividedHsm;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.hsm.host.HostHsm;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.node.Config;
import org.pointwork.node.KeyChecks;
import org.pointwork.node.Node;
import org.pointwork.node.ProductionRules;
import org.pointwork.registry.Senders;
import org.pointwork.security.CardVault;

/** The HSM, the proof that its keys are the ones agreed, and a way to change them where a partner does. */
public final class HsmBean extends NodeBean {
    /** For what begins a payment; the MAC of a reply or an answer has twice as long, lest a good approval be undone. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final int MOST_WAITING = 10_000;

    @Override
    AutoCloseable open(Node node) {
        ProductionRules.checkPlainToken(node.config().node(), node.clock());
        Config.HsmToken token = node.config().node().hsm();
        Pkcs11Config pkcs11 = Pkcs11Config.of(token.module(), token.token(), TokenPin.file(token.pinFile()))
                .withSessions(token.sessions())
                .withWaiting(LONGEST_WAIT, MOST_WAITING);
        Optional<HostHsm> boxes = token.boxes().map(config -> HostHsm.open(config.host(), config.keys()));
        Hsm vault = Pkcs11Hsm.open(pkcs11);
        Hsm hsm = boxes.<Hsm>map(payments -> new DividedHsm(payments, vault)).orElse(vault);
        Config.Keys keys = node.config().keys();
        keys.checkValueFile().ifPresent(file -> KeyChecks.verify(hsm, node.config(), file));
        node.put(Hsm.class, hsm);
        Thread.ofVirtual()
                .name("keys-of-terminals")
                .start(() ->
                        KeyChecks.verifyTerminals(hsm, node.get(Senders.class).registry(), keys.checkValueFile()));
        node.put(CardVault.class, new CardVault(hsm, new TokenKey(keys.panToken()), new SealKey(keys.panSeal())));
        if (node.config().partners().partners().stream()
                .allMatch(partner -> partner.keyExchange().isEmpty())) {
            return hsm;
        }
        ZoneKeys zoneKeys = boxes.<ZoneKeys>map(HostHsm::keys).orElseGet(() -> KeyLoader.open(pkcs11));
        node.put(ZoneKeys.class, zoneKeys);
        return () -> {
            zoneKeys.close();
            hsm.close();
        };
    }
}
