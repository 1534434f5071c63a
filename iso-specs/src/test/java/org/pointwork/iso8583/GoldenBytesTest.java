package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
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
}
