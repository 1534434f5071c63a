package org.pointwork.iso8583;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The form of chip data (EMV book 3, annex B: BER-TLV), in bytes or in hexadecimal as some ASCII dialects carry it. Only
 * judged, never rewritten: order and unknown tags travel as they came.
 */
public final class BerTlv {
    /** EMV nests two deep; anything deeper is an attack on somebody's recursion. */
    private static final int MAX_DEPTH = 4;

    private static final int NOT_INTO_TEMPLATES = 0;
    private static final int CONSTRUCTED = 0x20;
    private static final int USUAL_OBJECTS = 32;

    private final String text;
    private final boolean hex;
    private int at; // in bytes

    private BerTlv(String text, boolean hex) {
        this.text = text;
        this.hex = hex;
    }

    /** As {@link #isWellFormed}, but what is in a template may be anything: some hosts put plain bytes there. */
    static boolean isSequence(String text) {
        BerTlv tlv = new BerTlv(text, isHex(text));
        return tlv.objects(tlv.hex ? text.length() / 2 : text.length(), NOT_INTO_TEMPLATES);
    }

    /** Whether every object ends where its length says, none is there twice on one level, and none is nested too deep. */
    public static boolean isWellFormed(String text) {
        BerTlv tlv = new BerTlv(text, isHex(text));
        return tlv.objects(tlv.hex ? text.length() / 2 : text.length(), 1);
    }

    /**
     * The value of an object on the outermost level.
     *
     * @param tag as its bytes read as one number: {@code 0x9F27}
     * @return nothing where it is not there, or the data ends early before it
     */
    public static Optional<byte[]> find(String text, int tag) {
        BerTlv tlv = new BerTlv(text, isHex(text));
        int end = tlv.hex ? text.length() / 2 : text.length();
        while (tlv.at < end) {
            if (tlv.octet(tlv.at) == 0) {
                tlv.at++; // padding between objects
                continue;
            }
            int found = tlv.tag(end);
            int length = found < 0 ? -1 : tlv.length(end);
            if (length < 0 || length > end - tlv.at) {
                return Optional.empty();
            }
            if (found == tag) {
                return Optional.of(tlv.octets(length));
            }
            tlv.at += length;
        }
        return Optional.empty();
    }

    private byte[] octets(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) octet(at + i);
        }
        return octets;
    }

    /** Whether it is hexadecimal, as some ASCII dialects carry it: bytes that all look like that are no chip data. */
    public static boolean isHex(String text) {
        boolean hex = text.length() % 2 == 0;
        for (int i = 0; hex && i < text.length(); i++) {
            hex = HexFormat.isHexDigit(text.charAt(i));
        }
        return hex;
    }

    private int octet(int index) {
        return hex
                ? HexFormat.fromHexDigit(text.charAt(2 * index)) << 4
                        | HexFormat.fromHexDigit(text.charAt(2 * index + 1))
                : text.charAt(index) & 0xFF;
    }

    private boolean objects(int end, int depth) {
        int[] seen = new int[USUAL_OBJECTS];
        int count = 0;
        while (at < end) {
            int first = octet(at);
            if (first == 0) {
                at++; // padding between objects
                continue;
            }
            int tag = tag(end);
            int length = tag < 0 ? -1 : length(end);
            if (length < 0 || length > end - at || contains(seen, count, tag)) {
                return false;
            }
            if ((first & CONSTRUCTED) == 0 || depth == NOT_INTO_TEMPLATES) {
                at += length;
            } else if (depth == MAX_DEPTH || !objects(at + length, depth + 1)) {
                return false;
            }
            seen = count < seen.length ? seen : Arrays.copyOf(seen, 2 * count);
            seen[count++] = tag;
        }
        return true;
    }

    private static boolean contains(int[] tags, int count, int tag) {
        for (int i = 0; i < count; i++) {
            if (tags[i] == tag) {
                return true;
            }
        }
        return false;
    }

    /** One to three bytes; -1 where it ends early or goes on for longer. */
    private int tag(int end) {
        int tag = octet(at++);
        if ((tag & 0x1F) != 0x1F) {
            return tag;
        }
        for (int i = 0; i < 2 && at < end; i++) {
            int next = octet(at++);
            tag = tag << 8 | next;
            if ((next & 0x80) == 0) {
                return tag;
            }
        }
        return -1;
    }

    /** One byte, or 81 and 82 with one or two more; -1 for any other form. */
    private int length(int end) {
        if (at >= end) {
            return -1;
        }
        int first = octet(at++);
        if (first < 0x80) {
            return first;
        }
        int more = first & 0x7F;
        if (more == 0 || more > 2 || more > end - at) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < more; i++) {
            length = length << 8 | octet(at++);
        }
        return length;
    }
}
