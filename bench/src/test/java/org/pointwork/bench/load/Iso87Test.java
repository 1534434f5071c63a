package org.pointwork.bench.load;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

class Iso87Test {
    private static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);
    private static final byte[] KEY = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");

    @Test
    void templatesArePatchedWhereTheCodecReads() throws Exception {
        CardMessage message = decoded(template(Optional.empty()).request(123_456, 987_654_321_012L, Timestamps.at(0)));
        assertEquals("123456", message.fields().text(11));
        assertEquals("987654321012", message.fields().text(37));
        assertEquals("0101000000", message.fields().text(7));
        assertEquals("000000", message.fields().text(12));
        assertEquals("0101", message.fields().text(13));
        assertEquals("B0000001", message.fields().text(41));
        assertTrue(message.pan().orElseThrow().luhnValid());
    }

    @Test
    void everyElementOfATemplateIsFound() throws Exception {
        byte[] frame = template(Optional.of(seals())).request(1, 2, Timestamps.at(0));
        byte[] packed = Arrays.copyOfRange(frame, 2, frame.length);
        CardMessage message = CODEC.decode(packed);
        for (int de = 2; de < 64; de++) {
            assertEquals(message.fields().has(de), Iso87.has(packed, de), "DE " + de);
            if (message.fields().has(de) && !message.fields().isBinary(de)) {
                String text = message.fields().text(de);
                int at = Iso87.offset(packed, de);
                assertEquals(text, new String(packed, at, text.length(), StandardCharsets.US_ASCII), "DE " + de);
            }
        }
    }

    @Test
    void bitsAreSetAndCleared() {
        byte[] message = "02000000000000000000".getBytes(StandardCharsets.US_ASCII);
        Iso87.mark(message, 39, true);
        Iso87.mark(message, 64, true);
        assertTrue(Iso87.has(message, 39));
        assertFalse(Iso87.has(message, 38));
        Iso87.mark(message, 39, false);
        assertEquals("02000000000000000001", new String(message, StandardCharsets.US_ASCII));
    }

    /** Computed apart, with OpenSSL's DES: CBC of all blocks under K1, then K2 and K1 over the last. */
    @Test
    void theMacIsThatOfIso9797Algorithm3() {
        byte[] data = "0200 a message of the benchmark".getBytes(StandardCharsets.US_ASCII);
        assertArrayEquals(HexFormat.of().parseHex("EB3D989D5157B661"), new RetailMac(KEY).of(data, 0, data.length));
    }

    @Test
    void aSealedTemplateVerifies() {
        byte[] frame = template(Optional.of(seals())).request(1, 2, Timestamps.at(0));
        byte[] packed = Arrays.copyOfRange(frame, 2, frame.length);
        assertTrue(new RetailMac(KEY).verifies(packed, packed.length - 16));
        packed[30]++;
        assertFalse(new RetailMac(KEY).verifies(packed, packed.length - 16));
    }

    private static Template.Seals seals() {
        return new Template.Seals(KEY, new RetailMac(KEY));
    }

    private static Template template(Optional<Template.Seals> seals) {
        return new Template(Template.pan(7), "B0000001", seals);
    }

    private static CardMessage decoded(byte[] frame) throws Exception {
        return CODEC.decode(Arrays.copyOfRange(frame, 2, frame.length));
    }
}
