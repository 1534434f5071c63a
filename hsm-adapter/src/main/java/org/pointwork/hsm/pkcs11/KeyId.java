package org.pointwork.hsm.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;

/**
 * What CKA_ID says of an object of ours: {@code pointwork/mac/01731000000000000}. The purpose keeps a PIN key from being
 * found as a MAC key; the generation tells which of two keys under one label is the newer while one replaces the other.
 *
 * @param purpose {@link KeyRef#purpose()}
 * @param chain whether this is the companion K1‖K1 of a retail MAC key
 * @param generation grows with each replacement
 */
record KeyId(String purpose, boolean chain, long generation) {
    private static final Pattern FORM = Pattern.compile("pointwork/(pin|mac|token|seal)(-chain)?/(\\d{17})");

    static Optional<KeyId> parse(byte[] id) {
        var matcher = FORM.matcher(new String(id, StandardCharsets.ISO_8859_1));
        return matcher.matches()
                ? Optional.of(new KeyId(matcher.group(1), matcher.group(2) != null, Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    KeyRef named(String label) {
        return switch (purpose) {
            case "pin" -> new PinKey(label);
            case "mac" -> new MacKey(label);
            case "token" -> new TokenKey(label);
            default -> new SealKey(label);
        };
    }

    KeyId asChain() {
        return new KeyId(purpose, true, generation);
    }

    @Override
    public String toString() {
        return "pointwork/%s%s/%017d".formatted(purpose, chain ? "-chain" : "", generation);
    }
}
