package org.pointwork.hsm;

import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A key serial number: which terminal, and which of its transactions, a DUKPT key belongs to. Not a secret.
 *
 * @param hex 20 digits for TDEA (ANSI X9.24-1: 59 bits of name, 21 of counter), 24 for AES (ANSI X9.24-3: 8 bytes of
 *     initial key identifier, 4 of counter)
 */
public record Ksn(String hex) {
    private static final Pattern FORM = Pattern.compile("(?:[0-9A-F]{4}){5,6}");
    private static final int TDES_DIGITS = 20;
    private static final long TDES_COUNTER = 0x1F_FFFF;

    public Ksn {
        hex = hex.toUpperCase(Locale.ROOT);
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a key serial number is 20 or 24 hex digits");
        }
    }

    /** Whether it belongs to AES DUKPT. */
    public boolean isAes() {
        return hex.length() > TDES_DIGITS;
    }

    /** 10 or 12 bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    /** The transaction counter: 21 bits for TDEA, 32 for AES. */
    public long counter() {
        long low = HexFormat.fromHexDigitsToLong(hex, hex.length() - 8, hex.length());
        return isAes() ? low : low & TDES_COUNTER;
    }

    /** The same device's serial number at another transaction. */
    public Ksn withCounter(long counter) {
        long low = HexFormat.fromHexDigitsToLong(hex, hex.length() - 8, hex.length());
        long replaced = isAes() ? counter : low & ~TDES_COUNTER | counter & TDES_COUNTER;
        return new Ksn(hex.substring(0, hex.length() - 8) + "%08X".formatted(replaced & 0xFFFF_FFFFL));
    }

    @Override
    public String toString() {
        return hex;
    }
}
