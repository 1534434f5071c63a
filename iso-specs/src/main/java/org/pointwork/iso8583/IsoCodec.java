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
            Body.read(dialect, payload, structure.bitmap(payload), read);
            Fields fields = read.done();
            FieldRules.check(dialect, fields);
            if (!dialect.parts().isEmpty()) {
                Parts.check(dialect, fields);
            }
            if (!dialect.subElements().isEmpty()) {
                SubElements.check(dialect, dialect.edition().canonical(mti), fields);
            }
            return message(mti, fields);
        } catch (FormatException e) {
            throw e.with(identified(mti, read.done()));
        }
    }

    private CardMessage message(Mti mti, Fields fields) {
        Edition edition = dialect.edition();
        return CardMessages.of(edition.canonical(mti), edition.canonical(mti, fields));
    }

    /** @throws IllegalArgumentException where a value does not fit its element, without naming the value */
    public byte[] encode(CardMessage message) {
        Edition edition = dialect.edition();
        return Body.write(dialect, edition.mti(message), edition.fields(message));
    }

    /** The element that a message's MAC belongs in: 64, or 128 where it has elements after that in this dialect. */
    public int macField(CardMessage withoutMac) {
        return dialect.edition().fields(withoutMac).highest() > 64 ? 128 : 64;
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

    private Optional<CardMessage> identified(Mti mti, Fields read) {
        return dialect.edition().canonical(mti).asks()
                ? Optional.of(message(mti, FieldRules.onlyPossible(dialect, read)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return dialect.name();
    }
}
