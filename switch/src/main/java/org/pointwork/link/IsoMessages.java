package org.pointwork.link;

import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** jPOS's mutable message to our record and back, for what is written against jPOS. */
final class IsoMessages {
    private static final int FIRST = 2;
    private static final int SECONDARY_BITMAP = 65;

    private IsoMessages() {}

    static CardMessage read(ISOMsg message) throws ISOException {
        Fields.Editor fields = Fields.NONE.edit();
        for (int de = FIRST; de <= message.getMaxField(); de++) {
            if (message.hasField(de) && de != SECONDARY_BITMAP) {
                if (message.getValue(de) instanceof byte[] bytes) {
                    fields.set(de, bytes);
                } else {
                    fields.set(de, message.getString(de));
                }
            }
        }
        return CardMessages.of(new Mti(message.getMTI()), fields.done());
    }

    static ISOMsg write(CardMessage card) {
        ISOMsg message = new ISOMsg(card.mti().digits());
        Fields fields = card.fields();
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
