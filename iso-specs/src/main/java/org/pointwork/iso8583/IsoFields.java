package org.pointwork.iso8583;

import org.jpos.iso.ISOMsg;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Our immutable {@link Fields} as jPOS's mutable {@link ISOMsg}, to be written; jPOS types go no further in. */
final class IsoFields {
    private static final int HIGHEST = 128;

    private IsoFields() {}

    /** @throws IllegalArgumentException where jPOS would turn a value's letters into other digits without a word */
    static ISOMsg message(Mti mti, Fields fields, Dialect dialect) {
        ISOMsg message = new ISOMsg(mti.digits());
        for (int de = 2; de <= HIGHEST; de++) {
            if (fields.isBinary(de)) {
                message.set(de, fields.bytes(de));
            } else if (fields.has(de)) {
                message.set(de, dialect.element(de).writable(fields.text(de)));
            }
        }
        return message;
    }
}
