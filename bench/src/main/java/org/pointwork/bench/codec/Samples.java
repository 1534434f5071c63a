package org.pointwork.bench.codec;

import java.util.HexFormat;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** What is measured with. The card belongs to nobody: 400000 is the demo issuer's range. */
final class Samples {
    /** What a chip sends with a purchase (EMV book 3, annex A), in hexadecimal as ASCII dialects carry it. */
    static final String CHIP_DATA = "9F2608A1B2C3D4E5F60718" + "9F2701809F100706010A03A4B002" + "9F3704DEADBEEF"
            + "9F360200A1" + "950580800088009A032511219C01005F2A020356" + "82023C009F1A020356" + "9F3303E0F8C8"
            + "9F34034203009F3501229F02060000000123009F0306000000000000" + "8407A00000000310109F0902008C";

    private Samples() {}

    /** A purchase with a PIN: 197 bytes in ASCII. */
    static CardMessage purchase() {
        Fields fields = Fields.NONE
                .edit()
                .set(2, "4000001234567899")
                .set(3, "000000")
                .set(4, "000000012345")
                .set(7, "1121050423")
                .set(11, "000042")
                .set(12, "103423")
                .set(13, "1121")
                .set(14, "3012")
                .set(18, "5411")
                .set(22, "051")
                .set(25, "00")
                .set(32, "123456")
                .set(37, "632510000042")
                .set(41, "TERM0001")
                .set(42, "MERCHANT0000001")
                .set(43, "CORNER SHOP           PUNE          MHIN")
                .set(49, "356")
                .set(52, HexFormat.of().parseHex("0412AC89ABCDEF67"))
                .done();
        return CardMessages.of(new Mti("0200"), fields);
    }

    static CardMessage chipPurchase() {
        CardMessage purchase = purchase();
        return CardMessages.of(purchase.mti(), purchase.fields().with(55, CHIP_DATA));
    }
}
