package org.pointwork.iso8583;

import java.util.Optional;
import org.pointwork.iso8583.Head.MtiForm;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** The head of a message: jPOS takes an MTI of {@code X200} and reads a bad bitmap as it may, so both are judged here. */
final class StructureCheck {
    private static final long MAC = 1L;
    private static final long THIRD_FOLLOWS = 1L << 63;

    private final Head head;
    private final Edition edition;

    StructureCheck(Dialect dialect) {
        this.head = dialect.head();
        this.edition = dialect.edition();
    }

    /**
     * The message type in the dialect's own edition.
     *
     * @throws FormatException where it is none; identified where digits in another code give one
     */
    Mti mti(byte[] payload) throws FormatException {
        if (payload.length < head.mtiBytes()) {
            throw new FormatException(0, "only " + payload.length + " bytes");
        }
        String digits =
                switch (head.mti()) {
                    case ASCII -> Coding.text(payload, 0, 4);
                    case EBCDIC -> Coding.ebcdic(payload, 0, 4);
                    case BCD -> Coding.bcd(payload, 0, 4);
                    case NONE -> throw new IllegalStateException("parts of an element have no MTI");
                };
        if (!Digits.only(digits)) {
            throw new FormatException(0, "is not four digits of this dialect", inAnotherCode(payload));
        }
        Mti mti = new Mti(digits);
        if (digits.charAt(0) != edition.version()) {
            throw new FormatException(0, "is not of the " + edition.name() + " edition", answerable(mti));
        }
        return mti;
    }

    /**
     * @throws FormatException where a hexadecimal bitmap has other characters, it ends early, or it contradicts itself:
     *     a third bitmap, which no dialect here has, or a MAC in DE 64 with elements after it
     */
    Bitmap bitmap(byte[] payload) throws FormatException {
        int start = head.mtiBytes();
        int unit = head.bitmap().halfBytes();
        long first = half(payload, start);
        if (head.bothHalves() && first < 0) {
            throw new FormatException(1, "has a bit for a second bitmap, which is always there");
        }
        boolean hasSecond = head.bothHalves() || (first & Bitmap.SECOND_FOLLOWS) != 0;
        long second = hasSecond ? half(payload, start + unit) : 0;
        if ((second & THIRD_FOLLOWS) != 0) {
            throw new FormatException(65, "a third bitmap is not of the " + edition.name() + " edition");
        }
        if ((first & MAC) != 0 && second != 0 && head.mti() != MtiForm.NONE) {
            throw new FormatException(64, "a MAC must be the last element");
        }
        return new Bitmap(hasSecond ? first | Bitmap.SECOND_FOLLOWS : first, second);
    }

    private long half(byte[] payload, int start) throws FormatException {
        int length = head.bitmap().halfBytes();
        if (payload.length < start + length) {
            throw new FormatException(1, "ends early");
        }
        return switch (head.bitmap()) {
            case BITS -> bits(payload, start, length);
            case HEX -> hex(payload, start, length);
            case EBCDIC_HEX -> hex(Ebcdic.ascii(payload, start, start + length), 0, length);
        };
    }

    private static long bits(byte[] payload, int start, int length) {
        long bits = 0;
        for (int i = start; i < start + length; i++) {
            bits = bits << 8 | payload[i] & 0xFF;
        }
        return bits;
    }

    private static long hex(byte[] payload, int start, int length) throws FormatException {
        long bits = 0;
        for (int i = start; i < start + length; i++) {
            int digit = Character.digit(payload[i], 16);
            if (digit < 0) {
                throw new FormatException(1, "is not hexadecimal");
            }
            bits = bits << 4 | digit;
        }
        return bits;
    }

    /** An EBCDIC host on an ASCII line, or the reverse: its digits still say what it asked, so it can be told 30. */
    private Optional<CardMessage> inAnotherCode(byte[] payload) {
        String digits =
                switch (head.mti()) {
                    case ASCII -> Coding.ebcdic(payload, 0, 4);
                    case EBCDIC -> Coding.text(payload, 0, 4);
                    case BCD, NONE -> "";
                };
        return Digits.only(digits) ? answerable(new Mti(digits)) : Optional.empty();
    }

    private Optional<CardMessage> answerable(Mti mti) {
        Mti canonical = edition.canonical(mti);
        return canonical.asks() ? Optional.of(CardMessages.of(canonical, Fields.NONE)) : Optional.empty();
    }
}
