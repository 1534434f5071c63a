package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import org.jpos.iso.ISOAmount;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.GenericPackager;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
import org.jpos.iso.packager.PostPackager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/** Bytes that were written by hand, or by jPOS. */
class GoldenBytesTest {
    /** No public bytes of this layout are in the corpus: written out by hand from the element table. */
    @Test
    void bcdByHand() throws FormatException {
        byte[] bytes = Messages.hex("0200 7020040000C00000"
                + "16 4000001234567899 000000 000000012300 000042 0051"
                + "5445524D30303031 4D45524348414E5430303030303031");
        CardMessage message = Messages.BCD.decode(bytes);
        assertAll(
                () -> assertEquals("4000001234567899", message.fields().text(2)),
                () -> assertEquals("000000012300", message.fields().text(4)),
                () -> assertEquals("000042", message.fields().text(11)),
                () -> assertEquals("051", message.fields().text(22)),
                () -> assertEquals("TERM0001", message.fields().text(41)),
                () -> assertArrayEquals(bytes, Messages.BCD.encode(message)));
    }

    /** Our reader against jPOS's own, on all that jPOS writes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhatJposReads(boolean ascii) throws Exception {
        byte[] bytes = (ascii ? Messages.ASCII : Messages.BCD).encode(Messages.purchase());
        ISOMsg theirs = new ISOMsg();
        theirs.setPackager(ascii ? new ISO87APackager() : new ISO87BPackager());
        assertEquals(bytes.length, theirs.unpack(bytes));
        Fields ours = (ascii ? Messages.ASCII : Messages.BCD).decode(bytes).fields();
        for (int de = 2; de <= 128; de++) {
            assertEquals(theirs.hasField(de), ours.has(de), "DE " + de);
            if (ours.isBinary(de)) {
                assertArrayEquals(theirs.getBytes(de), ours.bytes(de), "DE " + de);
            } else if (ours.has(de)) {
                assertEquals(theirs.getString(de), ours.text(de), "DE " + de);
            }
        }
    }

    /** A message in a message, as jPOS's PostPackager writes it. */
    @Test
    void postBridgesPrivateData() throws Exception {
        ISOMsg theirs = new ISOMsg("0200");
        theirs.setPackager(new PostPackager());
        theirs.set(11, "000042");
        theirs.set("127.2", "0000123456");
        theirs.set("127.12", "OWNER");
        theirs.set("127.20", "20261121");
        theirs.set("127.22", "14KEY17VALUE");
        byte[] bytes = theirs.pack();
        Dialect dialect = Dialect.named("postbridge");
        CardMessage message = new IsoCodec(dialect).decode(bytes);
        Fields parts = Parts.read(dialect.parts(127).orElseThrow(), Parts.value(message.fields(), 127));
        assertAll(
                () -> assertEquals("0000123456", parts.text(2)),
                () -> assertEquals("OWNER", parts.text(12)),
                () -> assertEquals("20261121", parts.text(20)),
                () -> assertEquals("14KEY17VALUE", parts.text(22)),
                () -> assertArrayEquals(
                        Parts.value(message.fields(), 127),
                        Parts.write(dialect.parts(127).orElseThrow(), parts)),
                () -> assertArrayEquals(bytes, new IsoCodec(dialect).encode(message)));
    }

    /** The merchant's name in jPOS-CMF, and its amount with a currency. */
    @Test
    void commonMessageFormat() throws Exception {
        ISOMsg theirs = new ISOMsg("2200");
        theirs.setPackager(new GenericPackager("jar:packager/cmf.xml"));
        theirs.set(3, "000000");
        theirs.set(new ISOAmount(4, 356, new BigDecimal("123.00")));
        theirs.set(11, "000000000042");
        theirs.set(12, "20261121103423");
        theirs.set("43.2", "CORNER SHOP");
        theirs.set("43.4", "PUNE");
        theirs.set("43.7", "IN ");
        byte[] bytes = theirs.pack();
        IsoCodec codec = new IsoCodec(Dialect.named("iso2003"));
        CardMessage message = codec.decode(bytes);
        assertAll(
                () -> assertEquals("0200", message.mti().digits()),
                () -> assertEquals("123.00 356", message.amount().orElseThrow().toString()),
                () -> assertEquals("000042", message.trace().stan()),
                () -> assertEquals("1121103423", message.trace().when()),
                () -> assertEquals(
                        "CORNER SHOP              PUNE         IN",
                        message.fields().text(43)),
                () -> assertArrayEquals(bytes, codec.encode(message)));
    }
}
