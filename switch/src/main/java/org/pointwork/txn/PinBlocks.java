package org.pointwork.txn;

import java.util.HexFormat;
import java.util.Optional;
import org.pointwork.model.Fields;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.security.PinPlace;

/**
 * The PIN blocks of a request as its partner will read them.
 *
 * @param current 8 bytes, 16 for format 4
 * @param changed of a PIN change: what the PIN shall be, as long
 */
public record PinBlocks(Optional<byte[]> current, Optional<byte[]> changed) {
    public static final PinBlocks NONE = new PinBlocks(Optional.empty(), Optional.empty());

    public static final int CURRENT = PinPlace.PIN_BLOCK;

    /** In a PIN change, the new PIN block as 16 hexadecimal digits, 32 for format 4, under the key of DE 52. */
    public static final int NEW = 125;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /**
     * Those of the request, under the partner's key.
     *
     * @throws org.pointwork.hsm.HsmException as {@link Keyring#translatePin}
     */
    public static PinBlocks translated(Services services, Txn txn, String partner) {
        Fields fields = txn.request().fields();
        if (!fields.has(CURRENT)) {
            return NONE;
        }
        Optional<byte[]> changed = txn.request().kind().purpose() == Purpose.PIN_CHANGE
                ? Optional.of(translated(services, txn, partner, HEX.parseHex(fields.text(NEW))))
                : Optional.empty();
        return new PinBlocks(Optional.of(translated(services, txn, partner, fields.bytes(CURRENT))), changed);
    }

    private static byte[] translated(Services services, Txn txn, String partner, byte[] block) {
        Pan pan = txn.request().pan().orElseThrow();
        return services.keyring()
                .translatePin(txn.arrival().door(), services.keys(txn), services.partner(partner), block, pan);
    }

    /** Puts them where the partner looks for them. */
    public void into(Fields.Editor fields, PinPlace partner) {
        current.ifPresent(block -> partner.write(fields, block));
        changed.ifPresent(block -> fields.set(NEW, HEX.formatHex(block)));
    }

    @Override
    public String toString() {
        return current.isPresent() ? "with PIN" : "without PIN";
    }
}
