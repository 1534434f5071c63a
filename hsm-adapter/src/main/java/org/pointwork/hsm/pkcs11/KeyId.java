package org.pointwork.hsm.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;

/**
 * What CKA_ID says of an object of ours: {@code pointwork/mac/01731000000000000}. The purpose keeps a PIN key from being
 * found as a MAC key; the generation tells which of two keys under one label is the newer while one replaces the other.
 *
 * @param purpose {@link KeyRef#purpose()}
 * @param generation grows with each replacement
 */
record KeyId(String purpose, Part part, long generation) {
    private static final Pattern FORM = Pattern.compile(
            "pointwork/(pin|mac|token|seal|zone|base|cvv|pvv|offset|block|imk-(?:ac|smi|smc|dcv))(|-chain|-single|-variant)/(\\d{17})");

    /** Which object of a key: itself, or a companion that it needs for what tokens cannot do with it alone. */
    enum Part {
        KEY(""),
        /** Of a retail MAC key K1‖K2: K1‖K1 for triple DES, which is single DES with K1 in every token. */
        CHAIN("-chain"),
        /** K1 for single DES, in tokens that do it: it takes a third of the time. */
        SINGLE("-single"),
        /** The other key of a TDEA DUKPT base key's pair: the right half of initial keys is made with it. */
        VARIANT("-variant");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }

        private static Part of(String suffix) {
            return Stream.of(values())
                    .filter(part -> part.suffix.equals(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }

    static Optional<KeyId> parse(byte[] id) {
        var matcher = FORM.matcher(new String(id, StandardCharsets.ISO_8859_1));
        return matcher.matches()
                ? Optional.of(new KeyId(matcher.group(1), Part.of(matcher.group(2)), Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    KeyRef named(String label) {
        return switch (purpose) {
            case "pin" -> new PinKey(label);
            case "mac" -> new MacKey(label);
            case "token" -> new TokenKey(label);
            case "zone" -> new ZoneKey(label);
            case "base" -> new BaseKey(label);
            case "cvv" -> new CvvKey(label);
            case "pvv" -> new PvvKey(label);
            case "offset" -> new OffsetKey(label);
            case "block" -> new BlockKey(label);
            case "imk-ac" -> new IssuerKey(label, Role.CRYPTOGRAM);
            case "imk-smi" -> new IssuerKey(label, Role.SCRIPT_MAC);
            case "imk-smc" -> new IssuerKey(label, Role.SCRIPT_DATA);
            case "imk-dcv" -> new IssuerKey(label, Role.DYNAMIC_CODE);
            default -> new SealKey(label);
        };
    }

    /** The id of another object of the same key. */
    KeyId as(Part other) {
        return new KeyId(purpose, other, generation);
    }

    @Override
    public String toString() {
        return "pointwork/%s%s/%017d".formatted(purpose, part.suffix, generation);
    }
}
