package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** The elements behind a bitmap, of a message or of an element that is made of parts. */
final class Body {
    static final Mti NO_MTI = new Mti("0000");

    private Body() {}

    /** @throws FormatException where an element is not as its row says, or bytes are left over */
    static void read(Dialect dialect, byte[] payload, Bitmap bitmap, Fields.Editor into) throws FormatException {
        int offset = dialect.head().mtiBytes() + dialect.head().bitmapBytes(bitmap);
        for (int de = 2; de <= bitmap.highest(); de++) {
            if (bitmap.has(de)) {
                offset = dialect.expected(de).read(payload, offset, into);
            }
        }
        if (offset < payload.length) {
            throw new FormatException(-1, payload.length - offset + " bytes left over");
        }
    }

    /**
     * @param mti in the dialect's own edition
     * @throws IllegalArgumentException where a value does not fit its element, without naming the value
     */
    static byte[] write(Dialect dialect, Mti mti, Fields fields) {
        Bitmap bitmap = Bitmap.of(fields);
        int size = dialect.head().mtiBytes() + dialect.head().bitmapBytes(bitmap);
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            size += dialect.element(de).size(fields);
        }
        byte[] packed = new byte[size];
        int offset = dialect.head().write(mti, bitmap, packed);
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            offset = dialect.element(de).write(fields, packed, offset);
        }
        return packed;
    }
}
