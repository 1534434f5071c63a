package org.pointwork.hsm;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pointwork.hsm.HsmException.Fault;

/** Which TDEA keys are fit for use: odd parity, no weak part (NIST SP 800-67), no two parts alike. */
public final class TdesRules {
    private static final int PART = 8;

    /** The 4 weak and 12 semi-weak keys of DES, with odd parity. Public figures. */
    private static final Set<Long> WEAK = Stream.of(
                    "0101010101010101",
                    "FEFEFEFEFEFEFEFE",
                    "1F1F1F1F0E0E0E0E",
                    "E0E0E0E0F1F1F1F1",
                    "011F011F010E010E",
                    "1F011F010E010E01",
                    "01E001E001F101F1",
                    "E001E001F101F101",
                    "01FE01FE01FE01FE",
                    "FE01FE01FE01FE01",
                    "1FE01FE00EF10EF1",
                    "E01FE01FF10EF10E",
                    "1FFE1FFE0EFE0EFE",
                    "FE1FFE1FFE0EFE0E",
                    "E0FEE0FEF1FEF1FE",
                    "FEE0FEE0FEF1FEF1")
            .map(HexFormat::fromHexDigitsToLong)
            .collect(Collectors.toUnmodifiableSet());

    private TdesRules() {}

    /** A rule that a key breaks, in words. */
    public record Broken(Fault fault, String rule) {}

    /** The rule that the key breaks. */
    public static Optional<Broken> brokenBy(byte[] key) {
        for (byte b : key) {
            if (Integer.bitCount(b & 0xFF) % 2 == 0) {
                return Optional.of(new Broken(Fault.PARITY, "a TDES key has odd parity"));
            }
        }
        for (int i = 0; i < key.length / PART; i++) {
            if (WEAK.contains(part(key, i))) {
                return Optional.of(new Broken(Fault.WEAK_KEY, "a part of the TDES key is a weak DES key"));
            }
            for (int j = 0; j < i; j++) {
                if (part(key, i) == part(key, j)) {
                    return Optional.of(new Broken(Fault.WEAK_KEY, "two parts of the TDES key are alike"));
                }
            }
        }
        return Optional.empty();
    }

    /** Sets the lowest bit of each byte so that the byte has an odd number of ones. */
    public static void setOddParity(byte[] key) {
        for (int i = 0; i < key.length; i++) {
            key[i] = odd(key[i]);
        }
    }

    /** The byte with an odd number of ones. */
    public static byte odd(byte b) {
        return (byte) (Integer.bitCount(b & 0xFF) % 2 == 0 ? b ^ 1 : b);
    }

    /** K1 of K1‖K2; the caller wipes it. */
    public static byte[] single(byte[] key) {
        return Arrays.copyOf(key, PART);
    }

    /** K1‖K1 of K1‖K2; the caller wipes it. */
    public static byte[] degenerate(byte[] key) {
        byte[] twice = new byte[2 * PART];
        System.arraycopy(key, 0, twice, 0, PART);
        System.arraycopy(key, 0, twice, PART, PART);
        return twice;
    }

    /** Each byte XORed with a constant; the caller wipes it. */
    public static byte[] variant(byte[] key, int constant) {
        byte[] variant = key.clone();
        for (int i = 0; i < variant.length; i++) {
            variant[i] ^= (byte) constant;
        }
        return variant;
    }

    private static long part(byte[] key, int index) {
        long part = 0;
        for (int i = 0; i < PART; i++) {
            part = part << 8 | key[index * PART + i] & 0xFF;
        }
        return part;
    }
}
