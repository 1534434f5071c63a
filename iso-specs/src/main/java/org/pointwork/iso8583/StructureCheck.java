package org.pointwork.iso8583;

import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** The head of a message: jPOS takes an MTI of {@code X200} and reads a bad bitmap as it may, so both are judged here. */
final class StructureCheck {
    private static final long MAC = 1L;
    private static final long THIRD_FOLLOWS = 1L << 63;

    private final boolean ascii;

    StructureCheck(Dialect dialect) {
        this.ascii = dialect.head().ascii();
    }

    /** @throws FormatException where it is no MTI of the 1987 edition; identified where EBCDIC digits give one */
    Mti mti(byte[] payload) throws FormatException {
        int length = ascii ? 4 : 2;
        if (payload.length < length) {
            throw new FormatException(0, "only " + payload.length + " bytes");
        }
        String digits = ascii ? Coding.text(payload, 0, 4) : Coding.bcd(payload, 0, 4);
        if (!Digits.only(digits)) {
            throw new FormatException(0, "is not four digits of this dialect", ebcdic(payload));
        }
        Mti mti = new Mti(digits);
        if (digits.charAt(0) != '0') {
            throw new FormatException(0, "is not of the 1987 edition", answerable(mti));
        }
        return mti;
    }

    /**
     * @throws FormatException where a hexadecimal bitmap has other characters, it ends early, or it contradicts itself:
     *     a third bitmap, which this edition lacks, or a MAC in DE 64 with elements after it
     */
    Bitmap bitmap(byte[] payload) throws FormatException {
        int start = ascii ? 4 : 2;
        int unit = ascii ? 16 : 8;
        long first = half(payload, start, unit);
        boolean hasSecond = (first & Bitmap.SECOND_FOLLOWS) != 0;
        long second = hasSecond ? half(payload, start + unit, unit) : 0;
        if ((second & THIRD_FOLLOWS) != 0) {
            throw new FormatException(65, "a third bitmap is not of the 1987 edition");
        }
        if ((first & MAC) != 0 && second != 0) {
            throw new FormatException(64, "a MAC must be the last element");
        }
        return new Bitmap(first, second);
    }

    private long half(byte[] payload, int start, int length) throws FormatException {
        if (payload.length < start + length) {
            throw new FormatException(1, "ends early");
        }
        long bits = 0;
        for (int i = start; i < start + length; i++) {
            int digit = ascii ? Character.digit(payload[i], 16) : payload[i] & 0xFF;
            if (digit < 0) {
                throw new FormatException(1, "is not hexadecimal");
            }
            bits = bits << (ascii ? 4 : 8) | digit;
        }
        return bits;
    }

    /** An EBCDIC host on an ASCII line: its digits F0 to F9 still say what it asked, so it can be told 30. */
    private Optional<CardMessage> ebcdic(byte[] payload) {
        if (!ascii) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            int value = payload[i] & 0xFF;
            digits.append(value >= 0xF0 && value <= 0xF9 ? (char) ('0' + value - 0xF0) : 'x');
        }
        return Digits.only(digits.toString()) ? answerable(new Mti(digits.toString())) : Optional.empty();
    }

    private static Optional<CardMessage> answerable(Mti mti) {
        return mti.asks() ? Optional.of(CardMessages.of(mti, Fields.NONE)) : Optional.empty();
    }
}
