package org.pointwork.hsm.card;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.DynamicCode;

/**
 * What a card verification code is the MAC of, and how the MAC becomes digits. A CVV enciphers its first block with key A,
 * adds the second, and goes on with A, B and A: which is ISO 9797-1 MAC algorithm 3 over both blocks.
 */
public final class CodeData {
    /** Digits of a CVV, iCVV, CVV2 and dCVV. */
    public static final int STATIC_DIGITS = 3;
    /** Digits of a whole CVC3; cards send the last 3 or more of them. */
    public static final int CVC3_DIGITS = 5;

    private static final int BLOCKS = 16;
    private static final int COUNTER_DIGITS = 4;

    private CodeData() {}

    /** PAN, expiry and service code as digits, two to a byte, then zeros: 16 bytes. */
    public static byte[] of(CardCode code) {
        return blocks(code.panDigits(), (code.expiry() + code.serviceCode()).getBytes(StandardCharsets.US_ASCII));
    }

    /** As for a CVV, with the last four digits of the counter in place of the PAN's first four. */
    public static byte[] ofDcvv(byte[] panDigits, DynamicCode code) {
        byte[] counted = panDigits.clone();
        int rest = code.atc();
        for (int i = COUNTER_DIGITS - 1; i >= 0; i--) {
            counted[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return blocks(counted, code.track());
    }

    /** The first {@value #STATIC_DIGITS} decimals of a MAC, which is wiped. */
    public static byte[] digits(byte[] mac) {
        try {
            return Digits.decimals(STATIC_DIGITS, mac);
        } finally {
            Arrays.fill(mac, (byte) 0);
        }
    }

    /** The last two bytes of a block as a number of {@value #CVC3_DIGITS} digits. */
    public static byte[] number(byte[] block) {
        int number = (block[6] & 0xFF) << 8 | block[7] & 0xFF;
        byte[] digits = new byte[CVC3_DIGITS];
        for (int i = CVC3_DIGITS - 1; i >= 0; i--) {
            digits[i] = (byte) ('0' + number % 10);
            number /= 10;
        }
        return digits;
    }

    private static byte[] blocks(byte[] pan, byte[] rest) {
        byte[] digits = new byte[2 * BLOCKS];
        Arrays.fill(digits, (byte) '0');
        System.arraycopy(pan, 0, digits, 0, pan.length);
        System.arraycopy(rest, 0, digits, pan.length, rest.length);
        return Digits.packed(digits);
    }
}
