package org.pointwork.iso8583;

import java.util.Optional;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * Which key a network message brings or asks for, in bytes where 1987 has digits ({@link KeyField}); what else partners put
 * there goes along as it came.
 *
 * <pre>
 *  +-----+-------------+
 *  | use | check value |   use: 1 a PIN key, 2 a MAC key
 *  |  1  |      3      |
 *  +-----+-------------+
 * </pre>
 */
record KeyControlConversion(int de) implements Conversion {
    @Override
    public int[] becomes() {
        return new int[] {KeyField.CONTROL};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        if (mti.messageClass() == '8' && read.has(de)) {
            KeyField.control(Parts.value(read, de)).ifPresent(digits -> canonical.set(KeyField.CONTROL, digits));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        Optional<byte[]> bytes =
                mti.messageClass() == '8' ? KeyField.controlBytes(canonical.text(KeyField.CONTROL)) : Optional.empty();
        bytes.ifPresent(control -> written.set(de, control));
    }
}
