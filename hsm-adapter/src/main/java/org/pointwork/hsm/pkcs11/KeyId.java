package org.pointwork.hsm.pkcs11;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.pointwork.hsm.KeyRef;

/**
 * What CKA_ID says of an object of ours: {@code pointwork/mac/01731000000000000}. The purpose keeps a PIN key from being
 * found as a MAC key; the generation tells which of two keys under one label is the newer while one replaces the other.
 *
 * @param purpose {@link KeyRef#purpose()}
 * @param generation grows with each replacement
 */
record KeyId(String purpose, Part part, long generation) {
    private static final Pattern FORM =
            Pattern.compile("pointwork/(pin|mac|token|seal|zone|base|cvv|pvv|offset|block|imk-(?:ac|smi|smc|dcv))"
                    + "(|-chain|-single|-variant|-variant-e|-variant-m)/(\\d{17})"
                    + Validity.SUFFIX);

    /** Which object of a key: itself, or a companion that it needs for what tokens cannot do with it alone. */
    enum Part {
        KEY(""),
        /** Of a retail MAC key K1‖K2: K1‖K1 for triple DES, which is single DES with K1 in every token. */
        CHAIN("-chain"),
        /** K1 for single DES, in tokens that do it: it takes a third of the time. */
        SINGLE("-single"),
        /** A key block protection key XORed with 45…45, which deciphers what blocks of versions A and C hold. */
        ENCIPHER_VARIANT("-variant-e"),
        /** The same XORed with 4D…4D, which authenticates such blocks. */
        MAC_VARIANT("-variant-m"),
        /** The other key of a TDEA DUKPT base key's pair: the right half of initial keys is made with it. */
        VARIANT("-variant");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }

        private static Part of(String suffix) {
            return Arrays.stream(values())
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
        return KeyRef.named(purpose, label);
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
