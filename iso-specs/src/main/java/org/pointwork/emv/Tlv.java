package org.pointwork.emv;

import java.io.ByteArrayOutputStream;
import java.util.List;

/**
 * One object of chip data (EMV Book 3, annex B).
 *
 * <pre>
 * | tag: 1 to 3 bytes | length: 1 byte below 80, else 81 to 84 and so many bytes | value |
 * </pre>
 *
 * @param tag its bytes read as one number: {@code 0x9F26}
 * @param value as it stands; of a template, the objects in it
 */
public record Tlv(int tag, byte[] value) {
    private static final int TEMPLATE = 0x20;
    private static final int LONG_FORM = 0x80;

    public Tlv {
        if (!isTag(tag)) {
            throw new IllegalArgumentException("%X is no tag".formatted(tag));
        }
    }

    /** A template of these objects, in this order. */
    public static Tlv template(int tag, List<Tlv> objects) {
        return new Tlv(tag, encode(objects));
    }

    /** All objects one after the other, lengths as short as they can be. */
    public static byte[] encode(List<Tlv> objects) {
        var out = new ByteArrayOutputStream();
        objects.forEach(object -> object.write(out));
        return out.toByteArray();
    }

    /** Whether the value is made of objects. */
    public boolean isTemplate() {
        return isTemplate(tag);
    }

    static boolean isTemplate(int tag) {
        return (tag >> 8 * (bytesOf(tag) - 1) & TEMPLATE) != 0;
    }

    private void write(ByteArrayOutputStream out) {
        writeNumber(out, tag);
        if (value.length >= LONG_FORM) {
            out.write(LONG_FORM | bytesOf(value.length));
        }
        writeNumber(out, value.length);
        out.writeBytes(value);
    }

    private static void writeNumber(ByteArrayOutputStream out, int number) {
        for (int i = bytesOf(number) - 1; i >= 0; i--) {
            out.write(number >> 8 * i);
        }
    }

    private static int bytesOf(int number) {
        return Math.max(1, Math.ceilDiv(Integer.SIZE - Integer.numberOfLeadingZeros(number), Byte.SIZE));
    }

    /** One byte that says it is alone, or one that says more follow, with one or two where the last alone ends it. */
    private static boolean isTag(int tag) {
        int more = bytesOf(tag) - 1;
        if (tag <= 0 || more > 2) {
            return false;
        }
        boolean right = (tag >> 8 * more & 0x1F) == 0x1F == more > 0;
        for (int i = more - 1; i >= 0; i--) {
            right &= (tag >> 8 * i & 0x80) != 0 == i > 0;
        }
        return right;
    }

    /** Never the value: it may be card data. */
    @Override
    public String toString() {
        return "%X, %d bytes".formatted(tag, value.length);
    }
}
