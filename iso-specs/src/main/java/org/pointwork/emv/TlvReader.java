package org.pointwork.emv;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads chip data strictly: every object ends where its length says, down to the last one in a template, and no tag is
 * there twice on a level. Zeros between objects are skipped (EMV Book 3, annex B1).
 */
final class TlvReader {
    /** More than any card sends; it bounds what one message can make us do. */
    private static final int MOST_BYTES = 4096;

    private static final int MOST_OBJECTS = 128;
    /** EMV nests two deep. */
    private static final int MOST_DEPTH = 4;

    private static final int LONGEST_TAG = 3;
    private static final int LONGEST_LENGTH = 4;

    private final byte[] data;
    private int at;
    private int objects;

    private TlvReader(byte[] data) {
        this.data = data;
    }

    static List<Tlv> read(byte[] data) throws TlvException {
        if (data.length > MOST_BYTES) {
            throw new TlvException(0, 0, "more than " + MOST_BYTES + " bytes of chip data");
        }
        return new TlvReader(data).level(data.length, 1);
    }

    private List<Tlv> level(int end, int depth) throws TlvException {
        var found = new ArrayList<Tlv>();
        while (at < end) {
            if (data[at] == 0) {
                at++;
                continue;
            }
            var object = object(end, depth);
            if (found.stream().anyMatch(other -> other.tag() == object.tag())) {
                throw new TlvException(object.tag(), at, "is there twice");
            }
            found.add(object);
        }
        return List.copyOf(found);
    }

    private Tlv object(int end, int depth) throws TlvException {
        int tag = tag(end);
        int length = length(tag, end);
        if (length > end - at) {
            throw new TlvException(tag, at, "the value ends early");
        }
        if (++objects > MOST_OBJECTS) {
            throw new TlvException(tag, at, "more than " + MOST_OBJECTS + " objects");
        }
        byte[] value = new byte[length];
        System.arraycopy(data, at, value, 0, length);
        if (!Tlv.isTemplate(tag)) {
            at += length;
        } else if (depth == MOST_DEPTH) {
            throw new TlvException(tag, at, "more than " + MOST_DEPTH + " templates in each other");
        } else {
            level(at + length, depth + 1);
        }
        return new Tlv(tag, value);
    }

    private int tag(int end) throws TlvException {
        int start = at;
        int tag = data[at++] & 0xFF;
        boolean more = (tag & 0x1F) == 0x1F;
        while (more) {
            if (at == end) {
                throw new TlvException(tag, start, "the tag ends early");
            }
            if (at - start == LONGEST_TAG) {
                throw new TlvException(tag, start, "a tag has at most " + LONGEST_TAG + " bytes");
            }
            more = (data[at] & 0x80) != 0;
            tag = tag << 8 | data[at++] & 0xFF;
        }
        return tag;
    }

    private int length(int tag, int end) throws TlvException {
        int start = at;
        if (at == end) {
            throw new TlvException(tag, start, "the length is missing");
        }
        int first = data[at++] & 0xFF;
        if (first < 0x80) {
            return first;
        }
        int more = first & 0x7F;
        if (more == 0 || more > LONGEST_LENGTH) {
            throw new TlvException(tag, start, "a length has 1 to " + LONGEST_LENGTH + " bytes");
        }
        if (more > end - at) {
            throw new TlvException(tag, at, "the length ends early");
        }
        long length = 0;
        for (int i = 0; i < more; i++) {
            length = length << 8 | data[at++] & 0xFF;
        }
        return (int) Math.min(length, Integer.MAX_VALUE);
    }
}
