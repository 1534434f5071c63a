package org.pointwork.hsm.aws;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;

/** Bytes and digits as the service's JSON has them. */
final class Hex {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();
    /** The service takes no shorter PAN. */
    private static final int SHORTEST_PAN = 12;

    private Hex() {}

    static String of(byte[] bytes) {
        return UPPER.formatHex(bytes);
    }

    /** The service's answer, which must have this many bytes. */
    static byte[] bytes(String subject, String hex, int length) {
        byte[] bytes = bytes(subject, hex);
        if (bytes.length != length) {
            throw new HsmException(
                    Reason.MALFUNCTION, subject, "the service answered " + bytes.length + " bytes, not " + length);
        }
        return bytes;
    }

    static byte[] bytes(String subject, String hex) {
        if (hex == null) {
            throw new HsmException(Reason.MALFUNCTION, subject, "the service's answer has no result");
        }
        try {
            return UPPER.parseHex(hex);
        } catch (IllegalArgumentException e) {
            throw new HsmException(Reason.MALFUNCTION, subject, "the service's answer is not hex");
        }
    }

    static String counter(int atc) {
        return UPPER.toHexDigits((short) atc);
    }

    static String sequence(int sequence) {
        return sequence < 10 ? "0" + sequence : Integer.toString(sequence);
    }

    /** Digits as text. */
    static String digits(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    /** A PAN that is digits, as the service takes it. */
    static String pan(String subject, byte[] panDigits) {
        if (panDigits.length < SHORTEST_PAN) {
            throw HsmException.refused(Fault.LENGTH, subject, "the service takes PANs of 12 to 19 digits");
        }
        return digits(panDigits);
    }
}
