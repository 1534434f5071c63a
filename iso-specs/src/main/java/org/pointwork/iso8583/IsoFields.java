package org.pointwork.iso8583;

import org.jpos.iso.ISOMsg;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** jPOS's mutable {@link ISOMsg} to our immutable {@link Fields} and back; jPOS types go no further in. */
public final class IsoFields {
    private static final int BITMAP = 1;
    private static final int SECONDARY_BITMAP = 65;

    private IsoFields() {}

    public static Fields fields(ISOMsg message) {
        Fields.Editor fields = Fields.NONE.edit();
        for (int de = 2; de <= message.getMaxField(); de++) {
            Object value = de == SECONDARY_BITMAP ? null : value(message, de);
            if (value instanceof byte[] bytes) {
                fields.set(de, bytes);
            } else if (value != null) {
                fields.set(de, value.toString());
            }
        }
        return fields.done();
    }

    private static Object value(ISOMsg message, int de) {
        return message.hasField(de) && de != BITMAP ? message.getValue(de) : null;
    }

    public static ISOMsg message(Mti mti, Fields fields) {
        ISOMsg message = new ISOMsg(mti.digits());
        fields.present().stream().forEach(de -> {
            if (fields.isBinary(de)) {
                message.set(de, fields.bytes(de));
            } else {
                message.set(de, fields.text(de));
            }
        });
        return message;
    }
}
