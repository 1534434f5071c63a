package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * The form of chip data (EMV book 3, annex B: BER-TLV), in bytes or in hexadecimal as some ASCII dialects carry it. Only
 * judged, never rewritten: order and unknown tags travel as they came.
 */
public final class BerTlv {
    /** EMV nests two deep; anything deeper is an attack on somebody's recursion. */
    private static final int MAX_DEPTH = 4;

    private static final int CONSTRUCTED = 0x20;

    private final byte[] bytes;
    private int at;

    private BerTlv(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether every object ends where its length says, none is there twice on one level, and none is nested too deep. */
    public static boolean isWellFormed(String text) {
        BerTlv tlv = new BerTlv(bytes(text));
        return tlv.objects(tlv.bytes.length, 1);
    }

    private static byte[] bytes(String text) {
        boolean hex = text.length() % 2 == 0;
        for (int i = 0; hex && i < text.length(); i++) {
            hex = HexFormat.isHexDigit(text.charAt(i));
        }
        return hex ? HexFormat.of().parseHex(text) : text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean objects(int end, int depth) {
        Set<Integer> seen = new HashSet<>();
        while (at < end) {
            if (bytes[at] == 0) {
                at++; // padding between objects
                continue;
            }
            boolean constructed = (bytes[at] & CONSTRUCTED) != 0;
            int tag = tag(end);
            int length = tag < 0 ? -1 : length(end);
            if (length < 0 || length > end - at || !seen.add(tag)) {
                return false;
            }
            if (!constructed) {
                at += length;
            } else if (depth == MAX_DEPTH || !objects(at + length, depth + 1)) {
                return false;
            }
        }
        return true;
    }

    /** One to three bytes; -1 where it ends early or goes on for longer. */
    private int tag(int end) {
        int tag = bytes[at++] & 0xFF;
        if ((tag & 0x1F) != 0x1F) {
            return tag;
        }
        for (int i = 0; i < 2 && at < end; i++) {
            int next = bytes[at++] & 0xFF;
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
        int first = bytes[at++] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int more = first & 0x7F;
        if (more == 0 || more > 2 || more > end - at) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < more; i++) {
            length = length << 8 | bytes[at++] & 0xFF;
        }
        return length;
    }
}
