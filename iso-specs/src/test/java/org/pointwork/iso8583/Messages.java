package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Messages for the tests of this package. The PAN belongs to nobody: 400000 is the demo issuer's range. */
final class Messages {
    static final String PAN = "4000001234567899";
    static final String TRACK2 = PAN + "=30122011234500000";
    static final String PIN_BLOCK = "0412AC89ABCDEF67";
    static final IsoCodec ASCII = new IsoCodec(Dialect.ISO87_ASCII);
    static final IsoCodec BCD = new IsoCodec(Dialect.ISO87_BCD);

    private Messages() {}

    /** A purchase of 123.00 INR with a PIN and the start of a chip's data. */
    static CardMessage purchase() {
        Fields fields = Fields.NONE
                .edit()
                .set(2, PAN)
                .set(3, "000000")
                .set(4, "000000012300")
                .set(7, "1121050423")
                .set(11, "000042")
                .set(12, "103423")
                .set(13, "1121")
                .set(14, "3012")
                .set(22, "051")
                .set(32, "123456")
                .set(35, TRACK2)
                .set(37, "632510000042")
                .set(41, "TERM0001")
                .set(42, "MERCHANT0000001")
                .set(43, "CORNER SHOP            PUNE           IN")
                .set(48, "610510000")
                .set(49, "356")
                .set(52, HexFormat.of().parseHex(PIN_BLOCK))
                .done();
        return CardMessages.of(new Mti("0200"), fields);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static CardMessage with(int de, String text) {
        return CardMessages.of(new Mti("0200"), purchase().fields().with(de, text));
    }
}
