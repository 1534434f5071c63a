package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Format 0 as psec writes and reads it, and everything that is not format 0. */
class PinBlock0Test {
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);

    @Test
    void writesAsPsec() {
        int seen = 0;
        for (var call : Corpus.psec("psec.pinblock.encode_pinblock_iso_0")) {
            byte[] pin = call.text("pin").orElseThrow().getBytes(US_ASCII);
            byte[] pan = call.text("pan").orElseThrow().getBytes(US_ASCII);
            if (call.failed()) {
                assertFalse(PinBlock0.isPin(pin) && PinBlock0.isPan(pan), call.line());
            } else {
                assertArrayEquals(call.hex("out"), block(pin, pan));
            }
            seen++;
        }
        assertTrue(seen > 0);
    }

    @Test
    void readsAsPsec() {
        int seen = 0;
        for (var call : Corpus.psec("psec.pinblock.decode_pinblock_iso_0")) {
            byte[] pan = call.text("pan").orElseThrow().getBytes(US_ASCII);
            boolean good = PinBlock0.isPan(pan) && isWellFormed(call.hex("pinblock"), pan);
            assertEquals(!call.failed(), good, call.line());
            seen++;
        }
        assertTrue(seen > 0);
    }

    /** Blocks for PAN 5555555551234567, whose field is 0000555555123456. */
    @ParameterizedTest
    @CsvSource({
        "041261AAAAEDCBA9, true, PIN 1234",
        "141261AAAAEDCBA9, false, control 1",
        "341261AAAAEDCBA9, false, control 3",
        "031261AAAAEDCBA9, false, length 3",
        "0D1261AAAAEDCBA9, false, length 13",
        "0F1261AAAAEDCBA9, false, length 15",
        "051261AAAAEDCBA9, false, a digit F",
        "041A61AAAAEDCBA9, false, a digit A",
        "041261AAAAEDCBA8, false, filler not F",
        "041261AAABEDCBA9, false, filler of another PAN",
        "0000000000000000, false, nothing",
        "FFFFFFFFFFFFFFFF, false, noise",
    })
    void judges(String hex, boolean wellFormed, String what) {
        assertEquals(wellFormed, isWellFormed(HexFormat.of().parseHex(hex), PAN), what);
    }

    @Test
    void readsWhatItWritesAndNoBlockOfAnotherPan() {
        var random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] pin = digits(random, 4 + random.nextInt(9));
            byte[] pan = digits(random, 8 + random.nextInt(12));
            byte[] block = block(pin, pan);
            byte[] before = block.clone();
            assertTrue(isWellFormed(block, pan));
            assertArrayEquals(before, block, "judging leaves the block as it was");
            // The last digit but the check digit always meets filler, as a PIN never reaches it.
            byte[] other = pan.clone();
            int at = pan.length - 2;
            other[at] = (byte) ('0' + (other[at] - '0' + 1 + random.nextInt(9)) % 10);
            assertFalse(isWellFormed(block, other));
        }
    }

    private static byte[] digits(Random random, int count) {
        return random.ints(count, 0, 10)
                .mapToObj(Integer::toString)
                .reduce("", String::concat)
                .getBytes(US_ASCII);
    }

    private static byte[] block(byte[] pin, byte[] pan) {
        byte[] block = new byte[8];
        PinBlock0.write(MemorySegment.ofArray(block), pin, pan);
        return block;
    }

    private static boolean isWellFormed(byte[] block, byte[] pan) {
        return PinBlock0.isWellFormed(MemorySegment.ofArray(block), pan);
    }
}
