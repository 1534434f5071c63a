package org.pointwork.framing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What stands between length and message and is no part of either. The answer goes back under the same header, with its
 * addresses changed round.
 *
 * <pre>
 *  TPDU     60 | to 2 | from 2
 *  BASE1    16 | 01 | 02 | total length 2 | to 3 | from 3 | round trip 1 | flags 2 | status 3 | batch 1 | reserved 3 | user 1
 *  BASE24   "ISO" | product 2 | release 2 | status 3 | originator 1 | responder 1
 * </pre>
 */
enum HeaderKind {
    NONE("", new byte[0], new byte[0], UnaryOperator.identity()),
    TPDU("TPDU", hex("60"), hex("6000000000"), header -> swapped(header, 1, 2)),
    BASE1("BASE I header", hex("16"), hex("160102" + "00".repeat(19)), header -> swapped(header, 5, 3)),
    BASE24(
            "BASE24 header",
            "ISO".getBytes(StandardCharsets.US_ASCII),
            "ISO026000050".getBytes(StandardCharsets.US_ASCII),
            HeaderKind::answeredByHost);

    private static final int TOTAL_LENGTH_AT = 3;
    private static final int STATIONS_AT = 5;
    private static final int RESPONDER_AT = 11;
    private static final byte HOST = '5';

    private final String label;
    private final byte[] begins;
    private final byte[] usual;
    private final UnaryOperator<byte[]> answer;

    HeaderKind(String label, byte[] begins, byte[] usual, UnaryOperator<byte[]> answer) {
        this.label = label;
        this.begins = begins;
        this.usual = usual;
        this.answer = answer;
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    /** The kind of a header that was read: their lengths differ. */
    static HeaderKind of(byte[] header) {
        for (HeaderKind kind : values()) {
            if (kind.bytes() == header.length) {
                return kind;
            }
        }
        return NONE;
    }

    /** As the name of a framing ends. */
    String suffix() {
        return "-" + name().toLowerCase(Locale.ROOT);
    }

    int bytes() {
        return usual.length;
    }

    String label() {
        return label;
    }

    /** What every such header begins with. */
    byte[] begins() {
        return begins;
    }

    /** As people read it: {@code 60}, {@code ISO}. */
    String beginning() {
        return this == BASE24 ? "ISO" : HexFormat.of().formatHex(begins);
    }

    /**
     * For a link's own messages.
     *
     * @throws IllegalArgumentException where these headers have no stations, or it is not six digits
     */
    byte[] between(String ours, String theirs) {
        if (this != BASE1 || !(ours + theirs).matches("[0-9]{12}") || ours.length() != theirs.length()) {
            throw new IllegalArgumentException("only a BASE I header has stations, of six digits each");
        }
        byte[] header = usual();
        System.arraycopy(hex(theirs + ours), 0, header, STATIONS_AT, 6);
        return header;
    }

    /** In its parts, for a person. */
    String describe(byte[] header) {
        String hex = HexFormat.of().formatHex(header);
        return switch (this) {
            case NONE -> "";
            case TPDU -> ", TPDU " + hex.substring(0, 2) + " to " + hex.substring(2, 6) + " from " + hex.substring(6);
            case BASE1 ->
                ", BASE I header to " + hex.substring(10, 16) + " from " + hex.substring(16, 22) + " flags "
                        + hex.substring(24, 28) + " status " + hex.substring(28, 34);
            case BASE24 -> ", BASE24 header " + printable(header);
        };
    }

    private static String printable(byte[] header) {
        return new String(header, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    }

    /** For a message that answers none. */
    byte[] usual() {
        return usual.clone();
    }

    byte[] answer(byte[] request) {
        return answer.apply(request.clone());
    }

    /** Those that tell the length once more are told it. */
    byte[] over(byte[] header, int payloadBytes) {
        if (this != BASE1) {
            return header;
        }
        byte[] told = header.clone();
        int total = bytes() + payloadBytes;
        told[TOTAL_LENGTH_AT] = (byte) (total >> 8);
        told[TOTAL_LENGTH_AT + 1] = (byte) total;
        return told;
    }

    /** Whether its own count of the message is right. */
    boolean agrees(byte[] header, int payloadBytes) {
        int told = (header.length > TOTAL_LENGTH_AT + 1)
                ? (header[TOTAL_LENGTH_AT] & 0xFF) << 8 | header[TOTAL_LENGTH_AT + 1] & 0xFF
                : 0;
        return this != BASE1 || told == 0 || told == bytes() + payloadBytes;
    }

    private static byte[] swapped(byte[] header, int at, int width) {
        for (int i = at; i < at + width; i++) {
            byte to = header[i];
            header[i] = header[i + width];
            header[i + width] = to;
        }
        return header;
    }

    private static byte[] answeredByHost(byte[] header) {
        header[RESPONDER_AT] = HOST;
        return header;
    }
}
