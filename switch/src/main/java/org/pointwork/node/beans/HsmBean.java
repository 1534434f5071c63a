package org.pointwork.node.beans;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pointwork.hsm.DividedHsm;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.RotatedKeys;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.hsm.failover.FailoverHsm;
import org.pointwork.hsm.host.HostHsm;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.Pkcs11Config;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.hsm.pkcs11.TokenPin;
import org.pointwork.node.AwsServiceConfig;
import org.pointwork.node.Chore;
import org.pointwork.node.Config;
import org.pointwork.node.KeyChecks;
import org.pointwork.node.KeyDates;
import org.pointwork.node.NamedKeys;
import org.pointwork.node.Node;
import org.pointwork.node.ProductionRules;
import org.pointwork.node.TokensConfig;
import org.pointwork.registry.Senders;
import org.pointwork.security.CardVault;

/** The HSM, the proof that its keys are the ones agreed, and a way to change them where a partner does. */
public final class HsmBean extends NodeBean {
    /** For what begins a payment; the MAC of a reply or an answer has twice as long, lest a good approval be undone. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final int MOST_WAITING = 10_000;

    @Override
    AutoCloseable open(Node node) {
        ProductionRules.checkPlainToken(node.config().node(), node.clock());
        Config.HsmToken token = node.config().node().hsm();
        Pkcs11Config pkcs11 = pkcs11(token.module(), token.token(), token.pinFile(), token.sessions());
        token.aws()
                .ifPresent(
                        _ -> AwsServiceConfig.requireNoKeyExchange(node.config().partners()));
        Optional<HostHsm> boxes = token.boxes().map(config -> HostHsm.open(config.host(), config.keys()));
        Pkcs11Hsm vault = Pkcs11Hsm.open(pkcs11);
        Hsm tokens = withOthers(node.config(), vault);
        Hsm hsm = boxes.<Hsm>map(payments -> new DividedHsm(payments, tokens))
                .or(() -> token.aws().map(config -> config.beside(tokens)))
                .orElse(tokens);
        Config.Keys keys = node.config().keys();
        keys.checkValueFile().ifPresent(file -> KeyChecks.verify(hsm, node.config(), file));
        node.put(Hsm.class, hsm);
        Chore looking = lookAtKeys(node, vault);
        Thread.ofVirtual()
                .name("keys-of-terminals")
                .start(() ->
                        KeyChecks.verifyTerminals(hsm, node.get(Senders.class).registry(), keys.checkValueFile()));
        node.put(CardVault.class, new CardVault(hsm, new TokenKey(keys.panToken()), new SealKey(keys.panSeal())));
        if (node.config().partners().partners().stream()
                .allMatch(partner -> partner.keyExchange().isEmpty())) {
            return () -> {
                looking.close();
                hsm.close();
            };
        }
        ZoneKeys zoneKeys = boxes.<ZoneKeys>map(HostHsm::keys).orElseGet(() -> KeyLoader.open(pkcs11));
        node.put(ZoneKeys.class, zoneKeys);
        return () -> {
            looking.close();
            zoneKeys.close();
            hsm.close();
        };
    }

    private static Pkcs11Config pkcs11(Path module, String label, Path pinFile, int sessions) {
        return Pkcs11Config.of(module, label, TokenPin.file(pinFile))
                .withSessions(sessions)
                .withWaiting(LONGEST_WAIT, MOST_WAITING);
    }

    /** The first token, and those that do its work while it is away. */
    private static Hsm withOthers(Config config, Pkcs11Hsm first) {
        Config.HsmToken token = config.node().hsm();
        if (token.failover().isEmpty()) {
            return first;
        }
        TokensConfig others = token.failover().get();
        Map<String, Supplier<? extends Hsm>> members = new LinkedHashMap<>();
        members.put(token.token(), () -> first);
        others.tokens()
                .forEach(other -> members.put(
                        other.token(),
                        () -> Pkcs11Hsm.open(
                                pkcs11(other.module(), other.token(), other.pinFile(), other.sessions()))));
        List<KeyRef> keys = NamedKeys.of(config).keys().stream()
                .filter(key -> isInTokens(token, key))
                .toList();
        return FailoverHsm.open(members, others.members(), keys);
    }

    /** Beside a payment HSM the tokens have what it does not do. */
    private static boolean isInTokens(Config.HsmToken token, KeyRef key) {
        boolean alone = token.boxes().isEmpty() && token.aws().isEmpty();
        boolean makesMacs = token.aws()
                .filter(aws -> aws.macs() == AwsServiceConfig.Macs.TOKEN)
                .isPresent();
        return alone || key instanceof TokenKey || key instanceof SealKey || makesMacs && key instanceof MacKey;
    }

    /** Operators change keys in the token, and nobody tells the node. */
    private static Chore lookAtKeys(Node node, Pkcs11Hsm hsm) {
        List<ZoneKeys.Held> held = hsm.held();
        Duration overlap = node.config().keys().rotationOverlap().orElse(USUAL_OVERLAP);
        RotatedKeys rings = new RotatedKeys(overlap, held, node.clock());
        KeyDates dates = new KeyDates(node.clock());
        dates.look(held);
        node.put(KeyRings.class, rings);
        node.put(KeyDates.class, dates);
        return Chore.every(LOOK_AGAIN, "look at the token's keys", () -> {
            List<ZoneKeys.Held> now = hsm.held();
            rings.look(now);
            dates.look(now);
        });
    }
}
