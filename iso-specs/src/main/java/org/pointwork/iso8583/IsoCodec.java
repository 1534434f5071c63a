package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Bytes to {@link CardMessage} and back in one dialect. */
public final class IsoCodec {
    private final Dialect dialect;
    private final StructureCheck structure;

    public IsoCodec(Dialect dialect) {
        this.dialect = dialect;
        this.structure = new StructureCheck(dialect);
    }

    public Dialect dialect() {
        return dialect;
    }

    /**
     * Reads one whole message.
     *
     * @throws FormatException where it breaks the dialect, has bytes left over, or a field's content is impossible;
     *     {@link FormatException#identified} where its MTI asks for an answer
     */
    public CardMessage decode(byte[] payload) throws FormatException {
        Mti mti = structure.mti(payload);
        Fields.Editor read = Fields.NONE.edit();
        try {
            elements(payload, structure.bitmap(payload), read);
            Fields fields = read.done();
            FieldRules.check(fields);
            return CardMessages.of(mti, fields);
        } catch (FormatException e) {
            throw e.with(identified(mti, read.done()));
        }
    }

    private void elements(byte[] payload, Bitmap bitmap, Fields.Editor into) throws FormatException {
        int offset = dialect.head().mtiBytes() + dialect.head().bitmapBytes(bitmap);
        for (int de = 2; de <= bitmap.highest(); de++) {
            if (bitmap.has(de)) {
                offset = dialect.element(de).read(payload, offset, into);
            }
        }
        if (offset < payload.length) {
            throw new FormatException(-1, payload.length - offset + " bytes left over");
        }
    }

    /** @throws IllegalArgumentException where a value does not fit its element, without naming the value */
    public byte[] encode(CardMessage message) {
        Fields fields = message.fields();
        Bitmap bitmap = Bitmap.of(fields);
        int size = dialect.head().mtiBytes() + dialect.head().bitmapBytes(bitmap);
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            size += dialect.element(de).size(fields);
        }
        byte[] packed = new byte[size];
        int offset = dialect.head().write(message.mti(), bitmap, packed);
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            offset = dialect.element(de).write(fields, packed, offset);
        }
        return packed;
    }

    /** The part of a packed message that its MAC covers: all of it up to the MAC field. */
    public int macCovers(byte[] packed) {
        return packed.length - dialect.macLength();
    }

    /** Writes a MAC over the place that {@link #encode} left for it. */
    public void putMac(byte[] packed, byte[] mac) {
        byte[] written = dialect.macLength() == mac.length
                ? mac
                : HexFormat.of().withUpperCase().formatHex(mac).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(written, 0, packed, macCovers(packed), written.length);
    }

    private static Optional<CardMessage> identified(Mti mti, Fields read) {
        return mti.asks() ? Optional.of(CardMessages.of(mti, FieldRules.onlyPossible(read))) : Optional.empty();
    }

    @Override
    public String toString() {
        return dialect.name();
    }
}
