package org.pointwork.emv;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChipDataTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            half a tag                | 9F                     | 9F     | 0 | the tag ends early
            a tag of four bytes       | 9FFFFFFF0100           | 9FFFFF | 0 | a tag has at most 3 bytes
            no length                 | 9F26                   | 9F26   | 2 | the length is missing
            half a length             | 9F268201               | 9F26   | 3 | the length ends early
            a length of five bytes    | 9F26850000000001AA     | 9F26   | 2 | a length has 1 to 4 bytes
            no definite length        | 71809F27000000         | 71     | 1 | a length has 1 to 4 bytes
            a value that ends early   | 9F260811223344         | 9F26   | 3 | the value ends early
            a length of 4 GB          | 9F2684FFFFFFFF11       | 9F26   | 7 | the value ends early
            an object past a template | 71049F26031122 33      | 9F26   | 5 | the value ends early
            one tag twice             | 9F2701809F270180       | 9F27   | 8 | is there twice
            """)
    void whatIsRefusedNamesTheTag(String what, String hex, String tag, int offset, String why) {
        var refused = assertThrows(TlvException.class, () -> ChipData.read(bytes(hex)));
        assertEquals("tag %s, byte %d: %s".formatted(tag, offset, why), refused.getMessage());
        assertEquals(tag, refused.tag());
        assertEquals(offset, refused.offset());
    }

    @Test
    void nestingIsBounded() {
        var nested = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            nested.insert(0, String.format("70%02X", nested.length() / 2));
        }
        var refused = assertThrows(TlvException.class, () -> ChipData.read(bytes(nested.toString())));
        assertEquals("tag 70, byte 8: more than 4 templates in each other", refused.getMessage());
    }

    @Test
    void objectsAreBounded() {
        var many = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            many.append("9F%02X00".formatted(i % 0x80));
        }
        assertThrows(TlvException.class, () -> ChipData.read(bytes(many.toString())));
        assertThrows(TlvException.class, () -> ChipData.read(new byte[5000]));
    }

    @Test
    void orderAndTemplatesStay() throws TlvException {
        var chip = ChipData.read(bytes("9F2608112233445566778800 72099F1804000000018600 8A023030".replace(" ", "")));
        assertEquals(
                List.of("9F26", "72", "8A"),
                chip.objects().stream().map(it -> "%X".formatted(it.tag())).toList());
        assertArrayEquals(bytes("9F1804000000018600"), chip.find(0x72).orElseThrow());
        assertEquals(
                "9F26081122334455667788" + "72099F1804000000018600" + "8A023030",
                HexFormat.of().withUpperCase().formatHex(chip.encode()));
    }

    @Test
    void hexadecimalAndBytesAreTheSame() throws TlvException {
        var chip = ChipData.read("9F2701808A023030");
        assertArrayEquals(chip.encode(), ChipData.read(chip.text()).encode());
        assertEquals("chip data, 2 objects", chip.toString());
        assertFalse(chip.objects().toString().contains("3030"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 0x1F, 0x9F, 0x9F80, 0x9F26_01, 0x5A01, 0x9F81_8101})
    void numbersThatAreNoTags(int tag) {
        assertThrows(IllegalArgumentException.class, () -> new Tlv(tag, new byte[0]));
    }

    @Property(tries = 2000)
    void readingNeverFailsOtherwise(@ForAll byte[] bytes) {
        try {
            var chip = ChipData.read(bytes);
            var again = ChipData.read(chip.encode());
            assertEquals(shown(chip), shown(again));
        } catch (TlvException e) {
            assertFalse(e.tag().isEmpty());
        }
    }

    private static String shown(ChipData chip) {
        return chip.objects().stream()
                .map(it -> it.tag() + "=" + HexFormat.of().formatHex(it.value()))
                .collect(Collectors.joining(","));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
