package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
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
     * @throws FormatException where it breaks the dialect, has bytes left over, or a field's content is impossible
     */
    public CardMessage decode(byte[] payload) throws FormatException {
        Mti mti = structure.mti(payload);
        ISOMsg message = new ISOMsg();
        try {
            structure.bitmap(payload);
            message.setPackager(dialect.packager());
            int consumed = dialect.packager().unpack(message, payload);
            if (consumed != payload.length) {
                throw new FormatException(-1, payload.length - consumed + " bytes left over", Optional.empty());
            }
            Fields fields = IsoFields.fields(message);
            FieldRules.check(fields);
            return CardMessages.of(mti, fields);
        } catch (FormatException e) {
            throw new FormatException(e.field(), bare(e), identified(mti, message));
        } catch (ISOException | RuntimeException e) {
            int field = structure.firstMissing(payload, message);
            throw new FormatException(field, "cannot be read", identified(mti, message));
        }
    }

    public byte[] encode(CardMessage message) {
        return dialect.pack(IsoFields.message(message.mti(), message.fields()));
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

    private static String bare(FormatException e) {
        return e.getMessage().substring(e.getMessage().indexOf(": ") + 2);
    }

    private static Optional<CardMessage> identified(Mti mti, ISOMsg read) {
        if (!mti.asks()) {
            return Optional.empty();
        }
        Fields echo = IsoFields.fields(read);
        int[] impossible = echo.present().stream()
                .filter(de -> !FieldRules.allows(de, echo))
                .toArray();
        return Optional.of(CardMessages.of(mti, echo.without(impossible)));
    }

    @Override
    public String toString() {
        return dialect.name();
    }
}
