package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.iso8583.KeyField.Key;
import org.pointwork.iso8583.KeyField.Nothing;
import org.pointwork.iso8583.KeyField.Use;
import org.pointwork.iso8583.KeyField.Wish;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Working keys in messages, both ways of carrying them. */
class KeyFieldTest {
    private static final String TEXT = "M0123456789ABCDEFFEDCBA987654321008D7B4";
    private static final byte[] CRYPTOGRAM = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");

    @Test
    void a_private_element_carries_use_cryptogram_and_check_value() throws FormatException {
        KeyField field = KeyField.named("48");
        Fields fields = Fields.NONE.with(48, TEXT.toLowerCase().replace('m', 'M') + "  ");
        Key key = assertInstanceOf(Key.class, field.read(fields));
        assertEquals(Use.MAC, key.use());
        assertArrayEquals(CRYPTOGRAM, key.cryptogram());
        assertEquals("08D7B4", key.checkValue());
        Fields.Editor written = Fields.NONE.edit();
        field.write(written, key);
        assertEquals(TEXT, written.done().text(48));
    }

    @Test
    void elements_53_and_96_carry_the_same_in_bytes() throws FormatException {
        KeyField field = KeyField.named("53/96");
        Fields.Editor written = Fields.NONE.edit();
        field.write(written, new Key(Use.PIN, CRYPTOGRAM, "08D7B4"));
        Fields fields = written.done();
        assertEquals("0100821518000000", fields.text(53));
        assertArrayEquals(CRYPTOGRAM, fields.bytes(96));
        assertEquals("08D7B4", assertInstanceOf(Key.class, field.read(fields)).checkValue());
    }

    @ParameterizedTest
    @CsvSource({"48, P, PIN", "62, M, MAC"})
    void the_use_alone_asks_for_a_key(String name, String text, Use use) throws FormatException {
        KeyField field = KeyField.named(name);
        Fields.Editor written = Fields.NONE.edit();
        field.write(written, new Wish(use));
        assertEquals(text, written.done().text(Integer.parseInt(name)));
        assertEquals(new Wish(use), field.read(written.done()));
        assertEquals(new Nothing(), field.read(Fields.NONE));
    }

    @Test
    void a_control_element_alone_asks_for_a_key() throws FormatException {
        KeyField field = KeyField.named("53/96");
        assertEquals(new Wish(Use.MAC), field.read(Fields.NONE.with(53, "0200000000000000")));
        assertEquals(new Nothing(), field.read(Fields.NONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X0123456789ABCDEFFEDCBA987654321008D7B4",
                "M0123456789ABCDEF08D7B4",
                "M0123456789ABCDEFFEDCBA987654321008D7",
                "M0123456789ABCDEFFEDCBA98765432100G D7B",
                "610510000",
            })
    void what_is_no_key_is_refused_and_not_shown(String text) {
        FormatException e =
                assertThrows(FormatException.class, () -> KeyField.named("48").read(Fields.NONE.with(48, text)));
        assertTrue(e.getMessage().contains("48"), e.getMessage());
        assertFalse(e.getMessage().contains("0123"), e.getMessage());
    }

    @Test
    void key_data_of_another_length_or_use_is_refused() {
        KeyField field = KeyField.named("53/96");
        assertThrows(FormatException.class, () -> field.read(Fields.NONE.with(53, "0300000000000000")));
        assertThrows(
                FormatException.class,
                () -> field.read(Fields.NONE
                        .edit()
                        .set(53, "0100000000000000")
                        .set(96, new byte[8])
                        .done()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "52", "35", "64", "", "48/96", "4 8"})
    void other_elements_carry_no_key(String name) {
        assertThrows(IllegalArgumentException.class, () -> KeyField.named(name));
    }

    @ParameterizedTest
    @CsvSource({
        "iso87-ascii, 48",
        "iso87-bcd, 48",
        "iso87-ebcdic, 48",
        "iso93-ascii, 48",
        "iso93-binary, 48",
        "iso87-ascii, 53/96",
        "iso87-bcd, 53/96",
        "iso87-ebcdic, 53/96",
        "iso93-ascii, 53/96",
        "iso93-binary, 53/96",
        "iso2003, 53/96",
        "base24, 123",
        "base1, 48",
    })
    void a_key_comes_over_the_line_as_it_was(String dialect, String name) throws FormatException {
        IsoCodec codec = new IsoCodec(Dialect.named(dialect));
        KeyField field = KeyField.named(name);
        Fields.Editor fields =
                Fields.NONE.edit().set(7, "0721101530").set(11, "000001").set(70, "161");
        field.write(fields, new Key(Use.MAC, CRYPTOGRAM, "08D7B4"));
        CardMessage sent = CardMessages.of(new Mti("0800"), fields.done());
        Key came = assertInstanceOf(
                Key.class, field.read(codec.decode(codec.encode(sent)).fields()));
        assertEquals(Use.MAC, came.use());
        assertArrayEquals(CRYPTOGRAM, came.cryptogram());
        assertEquals("08D7B4", came.checkValue());
    }

    @ParameterizedTest
    @CsvSource({"iso93-ascii", "iso93-binary", "iso2003"})
    void in_later_editions_the_control_element_has_bytes(String name) throws FormatException {
        Dialect dialect = Dialect.named(name);
        Fields.Editor fields =
                Fields.NONE.edit().set(7, "0721101530").set(11, "000001").set(70, "161");
        KeyField.named("53/96").write(fields, new Key(Use.MAC, CRYPTOGRAM, "08D7B4"));
        byte[] packed = new IsoCodec(dialect).encode(CardMessages.of(new Mti("0800"), fields.done()));
        Fields.Editor read = Fields.NONE.edit();
        Body.read(dialect, packed, new StructureCheck(dialect).bitmap(packed), read);
        assertArrayEquals(new byte[] {2, 0x08, (byte) 0xD7, (byte) 0xB4}, Parts.value(read.done(), 53));
        assertArrayEquals(CRYPTOGRAM, Parts.value(read.done(), 96));
    }

    @ParameterizedTest
    @CsvSource({"1804, 03, ", "1804, 0108D7, ", "1100, 0108D7B4, ", "1804, 0108D7B4, 0100821518000000"})
    void what_else_partners_put_there_is_not_looked_into(String mti, String control, String digits)
            throws FormatException {
        IsoCodec codec = new IsoCodec(Dialect.named("iso93-ascii"));
        byte[] bytes = HexFormat.of().parseHex(control);
        byte[] packed = Body.write(
                codec.dialect(), new Mti(mti), Fields.NONE.edit().set(53, bytes).done());
        CardMessage read = codec.decode(packed);
        assertEquals(digits == null ? "" : digits, read.fields().text(53));
        assertArrayEquals(packed, codec.encode(read));
    }
}
