package org.pointwork.iso8583;

import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/** A purchase that every dialect can carry. */
final class Purchases {
    private Purchases() {}

    /** As {@link Messages#purchase}, with a time of day and private data short enough for all. */
    static CardMessage plain() {
        Fields fields = Messages.purchase()
                .fields()
                .edit()
                .drop(48)
                .set(18, "5411")
                .set(25, "00")
                .set(
                        55,
                        new String(
                                Messages.hex("9F2608A1B2C3D4E5F607189F270180"),
                                java.nio.charset.StandardCharsets.ISO_8859_1))
                .set(60, "OURS")
                .set(102, "ACCOUNT1")
                .done();
        return Messages.purchase().with(fields);
    }
}
