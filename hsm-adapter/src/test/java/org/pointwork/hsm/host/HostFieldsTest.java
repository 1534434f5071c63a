package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFieldsTest {
    /** The example of a whole message: header, code, two keys, block, formats, account number. */
    @Test
    void writesAMessageAsItGoesOverTheLine() {
        byte[] frame = new HostCommand("CC")
                .ascii("U")
                .hex(new byte[] {0x1A, (byte) 0xFF})
                .decimal(7, 2)
                .hexadecimal(255, 4)
                .number(0x0102, 2)
                .frame("00000001".getBytes(ISO_8859_1));
        assertEquals("\0\u001700000001CCU1AFF0700FF\u0001\u0002", new String(frame, ISO_8859_1));
    }

    @Test
    void readsFieldsFromLeftToRight() {
        HostFields fields = fields("00U0123456789ABCDEF0123456789ABCDEF1A7F;0010");
        assertEquals("00", fields.text("error", 2));
        assertEquals("U0123456789ABCDEF0123456789ABCDEF", fields.key("key"));
        assertArrayEquals(new byte[] {0x1A, 0x7F}, fields.hex("MAC", 2));
        fields.expect("delimiter", ';');
        assertEquals(16, fields.number("length", 4, 16));
        fields.end();
    }

    @ParameterizedTest
    @CsvSource({
        "T, 48", "X, 32", "Y, 48",
    })
    void aKeysSchemeSaysItsLength(String scheme, int digits) {
        String key = scheme + "A".repeat(digits);
        assertEquals(key, fields(key + "rest").key("key"));
    }

    @Test
    void aKeyBlockSaysItsLengthItself() {
        String block = "S10032P0TN00E0000" + "A".repeat(16);
        HostFields fields = fields(block + ";");
        assertEquals(block, fields.key("key"));
        fields.expect("delimiter", ';');
    }

    @Test
    void whatDoesNotFitIsNamedAndNotShown() {
        refuses("01", fields -> fields.hex("PIN block", 8));
        refuses("secretXX", fields -> fields.hex("PIN block", 4));
        refuses("Q123", fields -> fields.key("PIN block"));
        refuses("S1A", fields -> fields.key("PIN block"));
        refuses("S19999P0", fields -> fields.key("PIN block"));
        refuses("12345678", fields -> fields.textUntil("PIN block", ';'));
        refuses("x", fields -> fields.expect("PIN block", 'y'));
        refuses("-1", fields -> fields.number("PIN block", 2, 10));
        assertThrows(HostFields.Malformed.class, () -> fields("1").end());
    }

    private static void refuses(String message, Consumer<HostFields> read) {
        var thrown = assertThrows(HostFields.Malformed.class, () -> read.accept(fields(message)));
        assertFalse(String.valueOf(thrown.getMessage()).contains(message), thrown.getMessage());
    }

    private static HostFields fields(String text) {
        return new HostFields(text.getBytes(ISO_8859_1));
    }
}
