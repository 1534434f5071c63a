package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BerTlvTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a cryptogram                  | 9F2608 1122334455667788 9F2701 80      | true
            nothing in a value            | 9F2600                                 | true
            padding                       | 9F270180 0000                          | true
            a template                    | 7109 9F1804 00000001 8600              | true
            one tag in two templates      | 7103 9F1800 7203 9F1800                | true
            a long length                 | 9F10 8103 AABBCC                       | true
            overrun                       | 9F2608 11223344                        | false
            overrun of a template         | 7105 9F2608 1122334455667788           | false
            tag and no length             | 9F26                                   | false
            half a tag                    | 9F                                     | false
            a tag without end             | 9FFFFFFF01 00                          | false
            a length without end          | 9F26 82 01                             | false
            a length of four bytes        | 9F26 84 00000001 AA                    | false
            no definite length            | 7180 9F2700 0000                       | false
            one tag twice                 | 9F270180 9F270180                      | false
            """)
    void forms(String what, String hex, boolean wellFormed) {
        String compact = hex.replace(" ", "");
        assertEquals(wellFormed, BerTlv.isWellFormed(compact), "as hexadecimal");
        String bytes = new String(Messages.hex(hex), StandardCharsets.ISO_8859_1);
        assertEquals(wellFormed, BerTlv.isWellFormed(bytes), "as bytes");
    }

    @Test
    void deepNestingIsRefusedWithoutGoingDown() {
        StringBuilder nested = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            nested.insert(0, String.format("70%02X", nested.length() / 2));
        }
        assertFalse(BerTlv.isWellFormed(nested.toString()));
    }
}
