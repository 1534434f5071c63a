package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOUtil;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** The head of a message, judged before jPOS unpacks it: jPOS takes an MTI of {@code X200} and reads a bad bitmap as it may. */
final class StructureCheck {
    private final boolean ascii;

    StructureCheck(Dialect dialect) {
        this.ascii = dialect == Dialect.ISO87_ASCII;
    }

    /** @throws FormatException where it is no MTI of the 1987 edition; identified where EBCDIC digits give one */
    Mti mti(byte[] payload) throws FormatException {
        int length = ascii ? 4 : 2;
        if (payload.length < length) {
            throw new FormatException(0, "only " + payload.length + " bytes", Optional.empty());
        }
        String digits =
                ascii ? new String(payload, 0, 4, StandardCharsets.ISO_8859_1) : ISOUtil.hexString(payload, 0, 2);
        if (!Digits.only(digits)) {
            throw new FormatException(0, "is not four digits of this dialect", ebcdic(payload));
        }
        Mti mti = new Mti(digits);
        if (digits.charAt(0) != '0') {
            throw new FormatException(0, "is not of the 1987 edition", answerable(mti));
        }
        return mti;
    }

    /** @throws FormatException where a hexadecimal bitmap has other characters or ends early */
    void bitmap(byte[] payload) throws FormatException {
        int start = ascii ? 4 : 2;
        int unit = ascii ? 16 : 8;
        requireBitmap(payload, start, unit);
        if (firstBit(payload, start)) {
            requireBitmap(payload, start + unit, unit);
        }
    }

    /** The first element that the bitmap promises and that jPOS did not get to: the one it stumbled on. */
    int firstMissing(byte[] payload, ISOMsg read) {
        int start = ascii ? 4 : 2;
        int bits = firstBit(payload, start) ? 128 : 64;
        for (int de = 2; de <= bits; de++) {
            if (bit(payload, start, de) && !read.hasField(de)) {
                return de;
            }
        }
        return -1;
    }

    private void requireBitmap(byte[] payload, int start, int length) throws FormatException {
        if (payload.length < start + length) {
            throw new FormatException(1, "ends early", Optional.empty());
        }
        for (int i = start; ascii && i < start + length; i++) {
            if (Character.digit(payload[i], 16) < 0) {
                throw new FormatException(1, "is not hexadecimal", Optional.empty());
            }
        }
    }

    private boolean firstBit(byte[] payload, int start) {
        return bit(payload, start, 1);
    }

    private boolean bit(byte[] payload, int start, int de) {
        int index = de - 1;
        int mask = ascii ? 8 >> index % 4 : 128 >> index % 8;
        int value = ascii ? Character.digit(payload[start + index / 4], 16) : payload[start + index / 8];
        return (value & mask) != 0;
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
