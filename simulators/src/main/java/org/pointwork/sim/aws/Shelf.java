package org.pointwork.sim.aws;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.software.SoftwareHsm;

/** The keys of the account: by their names, with what they may do. */
final class Shelf implements AutoCloseable {
    private static final int CHECK_VALUE_DIGITS = 6;

    /** Stands where the engine asks for a key and does not use it. */
    static final IssuerKey NO_CRYPTOGRAMS = new IssuerKey("none", Role.CRYPTOGRAM);

    private final SoftwareHsm engine = SoftwareHsm.open(Profile.DEVELOPMENT);
    private final Map<String, Held> byArn = new ConcurrentHashMap<>();
    private final Map<String, String> arnByAlias = new ConcurrentHashMap<>();
    private final AtomicInteger made = new AtomicInteger();
    private final String region;

    Shelf(String region) {
        this.region = region;
        engine.load(NO_CRYPTOGRAMS, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
    }

    /** A key, and its name in the engine. */
    record Held(String arn, AwsKeySpec spec, KeyRef name, String checkValue, boolean isEnabled) {}

    SoftwareHsm engine() {
        return engine;
    }

    String add(String alias, AwsKeySpec spec, byte[] clear) {
        int number = made.incrementAndGet();
        KeyRef name = name(spec.usage(), "key-" + number);
        String check = engine.load(name, spec.algorithm(), clear).hex().substring(0, CHECK_VALUE_DIGITS);
        String arn = "arn:aws:payment-cryptography:" + region + ":111122223333:key/" + "%016d".formatted(number);
        byArn.put(arn, new Held(arn, spec, name, check, true));
        arnByAlias.put(alias, arn);
        return arn;
    }

    void disable(String arn) {
        byArn.computeIfPresent(
                arn, (_, held) -> new Held(held.arn(), held.spec(), held.name(), held.checkValue(), false));
    }

    void forget(String alias) {
        arnByAlias.remove(alias);
    }

    void remove(String arn) {
        byArn.remove(arn);
    }

    Map<String, String> aliases() {
        return arnByAlias;
    }

    Held get(String identifier) {
        String arn = identifier.startsWith("alias/") ? arnByAlias.getOrDefault(identifier, identifier) : identifier;
        Held held = byArn.get(arn);
        if (held == null) {
            throw Refusal.notFound(identifier);
        }
        return held;
    }

    /** The key for an operation of the data plane. */
    Held use(String identifier, Set<String> usages, String mode) {
        Held held = get(identifier);
        if (!held.isEnabled()) {
            throw Refusal.invalid("KeyIdentifier", "key is not enabled");
        }
        if (!usages.contains(held.spec().usage())) {
            throw Refusal.invalid(
                    "KeyIdentifier", "KeyUsage " + held.spec().usage() + " is not valid for this operation");
        }
        if (!held.spec().modes().contains(mode) && !held.spec().modes().contains("NoRestrictions")) {
            throw Refusal.invalid("KeyIdentifier", "KeyModesOfUse does not have " + mode);
        }
        return held;
    }

    private static KeyRef name(String usage, String label) {
        return switch (usage.substring(0, 7)) {
            case "TR31_P0" -> new PinKey(label);
            case "TR31_M1", "TR31_M3", "TR31_M6", "TR31_M7" -> new MacKey(label);
            case "TR31_B0" -> new BaseKey(label);
            case "TR31_C0" -> new CvvKey(label);
            case "TR31_V1" -> new OffsetKey(label);
            case "TR31_V2" -> new PvvKey(label);
            case "TR31_E0" -> new IssuerKey(label, Role.CRYPTOGRAM);
            case "TR31_E1" -> new IssuerKey(label, Role.SCRIPT_DATA);
            case "TR31_E2" -> new IssuerKey(label, Role.SCRIPT_MAC);
            case "TR31_E4", "TR31_E6" -> new IssuerKey(label, Role.DYNAMIC_CODE);
            default -> throw new IllegalArgumentException("no keys of this usage here: " + usage);
        };
    }

    /** As the service names them. */
    static String algorithm(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case TDES2 -> "TDES_2KEY";
            case TDES3 -> "TDES_3KEY";
            case AES128 -> "AES_128";
            case AES192 -> "AES_192";
            case AES256 -> "AES_256";
            case HMAC_SHA256 -> algorithm.name().toUpperCase(Locale.ROOT);
        };
    }

    @Override
    public void close() {
        engine.close();
    }
}
