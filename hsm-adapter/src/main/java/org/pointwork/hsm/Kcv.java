package org.pointwork.hsm;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key check value: enough to tell two keys apart, not enough to learn one. Partners quote 3 bytes, newer ones 5.
 *
 * @param hex 6 to 16 upper-case hex digits, an even number of them
 */
public record Kcv(String hex) {
    private static final Pattern DIGITS = Pattern.compile("(?:[0-9A-F]{2}){3,8}");

    public Kcv {
        hex = hex.toUpperCase(Locale.ROOT);
        if (!DIGITS.matcher(hex).matches()) {
            throw new IllegalArgumentException("a check value is 3 to 8 bytes in hex");
        }
    }

    /** The check value that starts {@code bytes}. */
    public static Kcv ofFirst(int lengthInBytes, byte[] bytes) {
        return new Kcv(HexFormat.of().withUpperCase().formatHex(bytes, 0, lengthInBytes));
    }

    /** Whether both say the same key, as far as the shorter one reaches. */
    public boolean agreesWith(Kcv other) {
        return hex.startsWith(other.hex) || other.hex.startsWith(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
