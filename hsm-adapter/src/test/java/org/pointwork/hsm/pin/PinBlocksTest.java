package org.pointwork.hsm.pin;

import static java.lang.foreign.MemorySegment.ofArray;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.pkcs11.Corpus;

/** Blocks as psec writes and reads them, and everything that is no block. */
class PinBlocksTest {
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);
    private static final byte[] ZEROS = new byte[PinBlocks.MOST_BYTES];

    @ParameterizedTest
    @CsvSource({"ISO_0, encode_pinblock_iso_0", "ISO_2, encode_pinblock_iso_2"})
    void writesAsPsec(PinFormat format, String operation) {
        int seen = 0;
        for (var call : Corpus.psec("psec.pinblock." + operation)) {
            byte[] pin = call.text("pin").orElseThrow().getBytes(US_ASCII);
            if (call.failed()) {
                var e = assertThrows(HsmException.class, () -> PinRules.requirePin("psec", pin));
                assertEquals(Fault.FORMAT, e.fault());
            } else {
                assertArrayEquals(call.hex("out"), block(format, pin, pan(call), ZEROS));
            }
            seen++;
        }
        assertTrue(seen > 0);
    }

    @ParameterizedTest
    @CsvSource({
        "ISO_0, decode_pinblock_iso_0",
        "ISO_2, decode_pinblock_iso_2",
        "ISO_3, decode_pinblock_iso_3",
        "ISO_3, encode_pinblock_iso_3",
    })
    void readsAsPsec(PinFormat format, String operation) {
        boolean encodes = operation.startsWith("encode");
        int seen = 0;
        for (var call : Corpus.psec("psec.pinblock." + operation)) {
            if (encodes && call.failed()) {
                continue;
            }
            byte[] block = call.hex(encodes ? "out" : "pinblock");
            var expected = call.text(encodes ? "pin" : "out");
            byte[] pan = pan(call);
            boolean readable =
                    PinRules.areDigits(pan) && !read(format, block, pan).isEmpty();
            assertEquals(!call.failed(), readable, call.line());
            if (readable) {
                assertEquals(expected.orElseThrow(), read(format, block, pan));
            }
            seen++;
        }
        assertTrue(seen > 0);
    }

    @Test
    void readsPinFieldsOfFormat4AsPsec() {
        int seen = 0;
        for (var call : Corpus.psec("psec.pinblock.decode_pin_field_iso_4")) {
            byte[] field = call.hex("pin_field");
            assertTrue(call.failed());
            boolean isLong = field.length != PinBlocks.MOST_BYTES;
            assertTrue(isLong || read(PinFormat.ISO_4, field, PAN).isEmpty(), call.line());
            if (isLong) {
                assertThrows(HsmException.class, () -> PinRules.requireLength("psec", PinFormat.ISO_4, field));
            }
            seen++;
        }
        assertTrue(seen > 0);
    }

    /** Blocks for PAN 5555555551234567, whose field is 0000555555123456. */
    @ParameterizedTest
    @CsvSource({
        "ISO_0, 041261AAAAEDCBA9, 1234, a block",
        "ISO_0, 141261AAAAEDCBA9, '', control 1",
        "ISO_0, 341261AAAAEDCBA9, '', control 3",
        "ISO_0, 031261AAAAEDCBA9, '', length 3",
        "ISO_0, 0D1261AAAAEDCBA9, '', length 13",
        "ISO_0, 0F1261AAAAEDCBA9, '', length 15",
        "ISO_0, 051261AAAAEDCBA9, '', a digit F",
        "ISO_0, 041A61AAAAEDCBA9, '', a digit A",
        "ISO_0, 041261AAAAEDCBA8, '', filler not F",
        "ISO_0, 041261AAABEDCBA9, '', filler of another PAN",
        "ISO_0, 0000000000000000, '', nothing",
        "ISO_0, FFFFFFFFFFFFFFFF, '', noise",
        "ISO_1, 1412340000000000, 1234, a block",
        "ISO_1, 1C12345678901234, 123456789012, 12 digits",
        "ISO_1, 0412340000000000, '', control 0",
        "ISO_1, 1312340000000000, '', length 3",
        "ISO_2, 241234FFFFFFFFFF, 1234, a block",
        "ISO_2, 241234FFFFFFFFF0, '', filler not F",
        "ISO_3, 341261FE98FD9F9B, 1234, a block",
        "ISO_3, 341261FE98FD9F90, '', filler a digit",
        "ISO_4, 441234AAAAAAAAAA548ED7FD65495950, 1234, a PIN field",
        "ISO_4, 441234AAAAAAAAAB548ED7FD65495950, '', filler not A",
    })
    void judges(PinFormat format, String hex, String pin, String what) {
        assertEquals(pin, read(format, HexFormat.of().parseHex(hex), PAN), what);
    }

    @ParameterizedTest
    @EnumSource
    void readsWhatItWrites(PinFormat format) {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] pin = digits(random, 4 + random.nextInt(9));
            byte[] pan = digits(random, 8 + random.nextInt(12));
            byte[] filler = new byte[PinBlocks.MOST_BYTES];
            random.nextBytes(filler);
            byte[] block = block(format, pin, pan, filler);
            byte[] before = block.clone();
            assertEquals(new String(pin, US_ASCII), read(format, block, pan));
            assertArrayEquals(before, block, "reading leaves the block as it was");
        }
    }

    @Test
    void noBlockIsReadUnderAnotherPan() {
        var random = new Random(8);
        for (int i = 0; i < 2_000; i++) {
            byte[] pan = digits(random, 8 + random.nextInt(12));
            byte[] block = block(PinFormat.ISO_0, digits(random, 4 + random.nextInt(9)), pan, ZEROS);
            // The last digit but the check digit always meets filler, as a PIN never reaches it.
            byte[] other = pan.clone();
            int at = pan.length - 2;
            other[at] = (byte) ('0' + (other[at] - '0' + 1 + random.nextInt(9)) % 10);
            assertEquals("", read(PinFormat.ISO_0, block, other));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1,                   00000000000010000000000000000000",
        "123456789012,        01234567890120000000000000000000",
        "1234567890123456789, 71234567890123456789000000000000",
    })
    void panFieldOfFormat4(String pan, String field) {
        byte[] made = new byte[PinBlocks.MOST_BYTES];
        Arrays.fill(made, (byte) 0xFF);
        PinBlocks.writePanField(pan.getBytes(US_ASCII), ofArray(made));
        assertEquals(field, HexFormat.of().formatHex(made));
    }

    private static byte[] pan(Corpus.Call call) {
        return call.text("pan").map(pan -> pan.getBytes(US_ASCII)).orElse(PAN);
    }

    private static byte[] digits(Random random, int count) {
        return random.ints(count, 0, 10)
                .mapToObj(Integer::toString)
                .reduce("", String::concat)
                .getBytes(US_ASCII);
    }

    private static byte[] block(PinFormat format, byte[] pin, byte[] pan, byte[] random) {
        byte[] block = new byte[PinBlocks.bytes(format)];
        PinBlocks.write(format, ofArray(block), pan, ofArray(pin), pin.length, ofArray(random));
        return block;
    }

    /** The PIN, or nothing where the block is malformed. */
    private static String read(PinFormat format, byte[] block, byte[] pan) {
        byte[] pin = new byte[PinBlocks.LONGEST_PIN];
        int length = PinBlocks.read(format, ofArray(block), pan, ofArray(pin));
        return length < 0 ? "" : new String(pin, 0, length, US_ASCII);
    }
}
