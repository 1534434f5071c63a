package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** The cryptogram of a key in a network message; in all others, what partners put there goes along as it came. */
record KeyDataConversion(int de) implements Conversion {
    @Override
    public int[] becomes() {
        return new int[] {KeyField.KEY_DATA};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        if (mti.messageClass() == '8' && read.has(de)) {
            canonical.set(KeyField.KEY_DATA, Parts.value(read, de));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        if (mti.messageClass() == '8' && canonical.has(KeyField.KEY_DATA)) {
            written.set(de, canonical.bytes(KeyField.KEY_DATA));
        }
    }
}
