package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;

/** What is said of bad input: which element, why, and whether the sender can be told 30. */
class BadInputTest {
    private static final String HEAD = "02003220000000808000"; // DE 3, 4, 7, 11, 41, 49
    private static final String GOOD = "000000000000012300112105042300004200TERM01356";

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            nothing at all                   |                                                    | MTI: only 0 bytes                                    | no
            half an MTI                      | 02                                                 | MTI: only 2 bytes                                    | no
            MTI X200                         | X2003220000000808000                               | MTI: is not four digits of this dialect              | no
            garbage                          | GET / HTTP/1.1                                     | MTI: is not four digits of this dialect              | no
            MTI of 1993                      | 12003220000000808000                               | MTI: is not of the 1987 edition                      | yes
            an answer, broken                | 021032200000008080                                 | bitmap: ends early                                   | no
            a notification, broken           | 024032200000008080                                 | bitmap: ends early                                   | no
            bitmap missing                   | 0200                                               | bitmap: ends early                                   | yes
            bitmap not hexadecimal           | 0200322000000080800G                               | bitmap: is not hexadecimal                           | yes
            second bitmap missing            | 0800823A00000000000004                             | bitmap: ends early                                   | yes
            second bitmap not hexadecimal    | 0800823A000000000000040000000000000Z               | bitmap: is not hexadecimal                           | yes
            third bitmap                     | 080080000000000000008000000000000000               | DE 65: a third bitmap is not of the 1987 edition     | yes
            MAC in 64 and elements after     | 080080000000000000010400000000000000               | DE 64: a MAC must be the last element                | yes
            two MACs                         | 080080000000000000010000000000000001               | DE 64: a MAC must be the last element                | yes
            bit set, data missing            | 08000020000000000000                               | DE 11: ends early: 0 of 6 bytes                      | yes
            bit set, half the data           | 08000020000000000000000                            | DE 11: ends early: 3 of 6 bytes                      | yes
            length missing                   | 020040000000000000001                              | DE 2: ends early: within its length                  | yes
            length not a number              | 020040000000000000001:4000001234                   | DE 2: its length is not a number                     | yes
            length -1                        | 02004000000000000000-14000001234                   | DE 2: its length is not a number                     | yes
            PAN of 20 digits                 | 02004000000000000000 20 40000012345678991234       | DE 2: its length 20 is over the maximum of 19        | yes
            DE 54 over its maximum           | 02000000000000000400 121                           | DE 54: its length 121 is over the maximum of 120     | yes
            DE 48 longer than the message    | 02000000000000010000 999 1                         | DE 48: ends early: 1 of 999 bytes                    | yes
            track over its maximum           | 02000000000020000000 38                            | DE 35: its length 38 is over the maximum of 37       | yes
            PIN block not hexadecimal        | 02000000000000001000 0412AC89ABCDEF6G              | DE 52: is not hexadecimal                            | yes
            trailing junk                    | 08000020000000000000 000042 XYZ                    | message: 3 bytes left over                           | yes
            """)
    void heads(String row, String text, String why, String identified) {
        assertRefused(Messages.ascii(text == null ? "" : text.replace("! ", "!").replace(" ", "")), why, identified);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', textBlock = """
             2 | 40000012345678 9  | DE 2: must be all digits
             4 | 000A00012345      | DE 4: must be all digits
             4 | -00000012345      | DE 4: must be all digits
             4 | ' 00000012345'    | DE 4: must be all digits
             7 | 1321050423        | DE 7: is not MMDDhhmmss
             7 | 0230050423        | DE 7: is not MMDDhhmmss
             7 | 1121240423        | DE 7: is not MMDDhhmmss
             7 | 1121056023        | DE 7: is not MMDDhhmmss
             7 | 1121050460        | DE 7: is not MMDDhhmmss
            11 | 00004X            | DE 11: must be all digits
            12 | 240000            | DE 12: is not hhmmss
            13 | 0230              | DE 13: is not MMDD
            13 | 0431              | DE 13: is not MMDD
            13 | 0100              | DE 13: is not MMDD
            14 | 3013              | DE 14: is not YYMM
            14 | 3000              | DE 14: is not YYMM
            15 | 1301              | DE 15: is not MMDD
            22 | 05A               | DE 22: must be all digits
            28 | X00000100         | DE 28: must be C or D and digits
            28 | D0000010X         | DE 28: must be C or D and digits
            32 | 12345B            | DE 32: must be all digits
            35 | 4000001234567899  | DE 35: is not a track 2
            35 | 400000=3012201    | DE 35: is not a track 2
            35 | 4000001234567899=30=1 | DE 35: is not a track 2
            49 | 999               | DE 49: is not an ISO 4217 number
            49 | INR               | DE 49: is not an ISO 4217 number
            50 | 000               | DE 50: is not an ISO 4217 number
            90 | 0200000042112105042300000123456000000000X0 | DE 90: must be all digits
            97 | 00000000000000100 | DE 97: must be C or D and digits
            """)
    void contents(int de, String text, String why) {
        FormatException refused = assertRefused(Messages.ASCII.encode(Messages.with(de, text)), why, "yes");
        CardMessage echo = refused.identified().orElseThrow();
        assertAll(
                () -> assertFalse(echo.fields().has(de), "what is impossible is not echoed"),
                () -> assertEquals(de == 11 ? "" : "000042", echo.trace().stan()),
                () -> assertEquals("30", echo.answer("30").responseCode()),
                () -> assertFalse(refused.getMessage().contains(text)));
    }

    @ParameterizedTest(name = "leap day {0}")
    @CsvSource({"0229", "0131", "1231"})
    void daysThatExist(String mmdd) throws FormatException {
        byte[] bytes = Messages.ASCII.encode(Messages.with(13, mmdd));
        assertEquals(mmdd, Messages.ASCII.decode(bytes).trace().localDate());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MTI with a letter            | 02A0                                                     | MTI: is not four digits of this dialect   | no
            ASCII on a BCD line          | 303230303232303030303030383038303030                     | MTI: is not of the 1987 edition           | no
            bitmap ends early            | 0200 70200400                                            | bitmap: ends early                        | yes
            A to F in an amount          | 0200 1000000000000000 00000001230A                       | DE 4: must be all digits                  | yes
            F in a PAN                   | 0200 4000000000000000 16 40000012345678F9                | DE 2: must be all digits                  | yes
            length nibble over 9         | 0200 4000000000000000 1A 400000123456                    | DE 2: its length is not a number          | yes
            length over its maximum      | 0200 4000000000000000 20 40000012345678991234            | DE 2: its length 20 is over the maximum of 19 | yes
            a fourth digit in LLL        | 0200 0000000000010000 1001 31                            | DE 48: its length 1001 is over the maximum of 999 | yes
            data missing                 | 0200 1000000000000000 000000                             | DE 4: ends early: 3 of 6 bytes            | yes
            digits in the padding        | 0200 4000000000000000 15 4000001234567897                | DE 2: its padding is neither 0 nor F      | yes
            four digits in DE 22         | 0200 0000040000000000 1051                               | DE 22: has more than 3 digits             | yes
            sign that is none            | 0200 0000001000000000 2B 00000100                        | DE 28: must be C or D and digits          | yes
            third bitmap                 | 0800 8000000000000000 8000000000000000                   | DE 65: a third bitmap is not of the 1987 edition | yes
            trailing junk                | 0800 0020000000000000 000042 00                          | message: 1 bytes left over                | yes
            """)
    void bcd(String row, String hex, String why, String identified) {
        FormatException refused = assertThrows(FormatException.class, () -> Messages.BCD.decode(Messages.hex(hex)));
        assertEquals(why, refused.getMessage());
        assertEquals(identified.equals("yes"), refused.identified().isPresent());
    }

    @Test
    void ebcdicOnAnAsciiLineIsTold30() {
        byte[] ebcdic = (HEAD + GOOD).getBytes(Charset.forName("IBM1047"));
        FormatException refused = assertRefused(ebcdic, "MTI: is not four digits of this dialect", "yes");
        assertEquals(
                "0210", refused.identified().orElseThrow().answer("30").mti().digits());
        byte[] answer = "0210".getBytes(Charset.forName("IBM1047"));
        assertRefused(answer, "MTI: is not four digits of this dialect", "no");
    }

    /** CR, LF, an escape and a lookup in what merchants write are data: kept, never obeyed, never on a log line. */
    @Test
    void hostileMerchantNamesAreInert() throws FormatException {
        String name = String.format("%-40s", "A\r\nB \u001b[2J ${jndi:ldap://x} '; DROP --");
        CardMessage message = Messages.ASCII.decode(Messages.ASCII.encode(Messages.with(43, name)));
        assertEquals(name, message.fields().text(43));
        assertEquals(1, message.toString().lines().count());
        assertFalse(message.toString().contains("jndi"));
    }

    @Test
    void lowerCaseHexadecimalIsRead() throws FormatException {
        String packed = new String(Messages.ASCII.encode(Messages.purchase()), StandardCharsets.ISO_8859_1);
        String lower = packed.substring(0, 4)
                + packed.substring(4, 20).toLowerCase(Locale.ROOT)
                + packed.substring(20, packed.length() - 16)
                + Messages.PIN_BLOCK.toLowerCase(Locale.ROOT);
        assertEquals(8, Messages.ASCII.decode(Messages.ascii(lower)).fields().bytes(52).length);
    }

    /** A track padded with F, as readers give it, says the same as one padded with 0. */
    @Test
    void bothPaddingsAreRead() throws FormatException {
        String head = "0200 0000000020000000 29 4000001234567899D301220112345";
        assertEquals(
                Messages.BCD.decode(Messages.hex(head + "0")).fields().text(35),
                Messages.BCD.decode(Messages.hex(head + "F")).fields().text(35));
    }

    private static FormatException assertRefused(byte[] bytes, String why, String identified) {
        FormatException refused = assertThrows(FormatException.class, () -> Messages.ASCII.decode(bytes));
        assertEquals(why, refused.getMessage());
        assertEquals(identified.equals("yes"), refused.identified().isPresent());
        assertTrue(refused.getCause() == null, "a cause would quote what it read");
        return refused;
    }
}
