package org.pointwork.hsm.card;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;

/** The data that keys of cards and sessions are derived from: 16 bytes each, one half for each half of the key. */
public final class Derivation {
    private static final int HALF = 8;
    private static final int DIGITS = 2 * HALF;
    private static final int MARK = 2;
    private static final byte LEFT = (byte) 0xF0;
    private static final byte RIGHT = 0x0F;

    private Derivation() {}

    /** Of a card's master key: 16 digits and their complement (EMV Book 2, A1.4.1 and A1.4.2). */
    public static byte[] master(ChipCard card) {
        byte[] digits = digits(card);
        boolean hashed = card.option() == ChipCard.Option.B && card.panDigits().length > DIGITS;
        byte[] left = Digits.packed(hashed ? hashed(digits) : Digits.last(DIGITS, digits));
        byte[] data = new byte[2 * HALF];
        for (int i = 0; i < HALF; i++) {
            data[i] = left[i];
            data[HALF + i] = (byte) ~left[i];
        }
        return data;
    }

    /** Of the EMV common session key for cryptograms: the counter, then zeros (EMV Book 2, A1.3.1). */
    public static byte[] common(ChipRequest request) {
        byte[] diversifier = new byte[HALF];
        putCounter(diversifier, request.atc());
        return session(diversifier);
    }

    /** Of Mastercard's session key for cryptograms: the counter, two zeros, the terminal's number. */
    public static byte[] mastercard(ChipRequest request) {
        byte[] diversifier = new byte[HALF];
        putCounter(diversifier, request.atc());
        System.arraycopy(request.unpredictable(), 0, diversifier, HALF / 2, HALF / 2);
        return session(diversifier);
    }

    /** Of the EMV common session key for scripts: the cryptogram (EMV Book 2, A1.3.1). */
    public static byte[] script(ChipRequest request) {
        return session(request.cryptogram());
    }

    /** The diversifier twice, with F0 and 0F as its third byte. */
    static byte[] session(byte[] diversifier) {
        byte[] data = new byte[2 * HALF];
        System.arraycopy(diversifier, 0, data, 0, HALF);
        System.arraycopy(diversifier, 0, data, HALF, HALF);
        data[MARK] = LEFT;
        data[HALF + MARK] = RIGHT;
        return data;
    }

    private static void putCounter(byte[] diversifier, int atc) {
        diversifier[0] = (byte) (atc >> 8);
        diversifier[1] = (byte) atc;
    }

    /** PAN and sequence number. */
    private static byte[] digits(ChipCard card) {
        int length = card.panDigits().length;
        byte[] digits = Arrays.copyOf(card.panDigits(), length + 2);
        digits[length] = (byte) ('0' + card.sequence() / 10);
        digits[length + 1] = (byte) ('0' + card.sequence() % 10);
        return digits;
    }

    /** 16 digits of the hash of all of them. */
    private static byte[] hashed(byte[] digits) {
        byte[] even = Digits.last(digits.length + digits.length % 2, digits);
        return Digits.decimals(DIGITS, sha1(Digits.packed(even)));
    }

    private static byte[] sha1(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
