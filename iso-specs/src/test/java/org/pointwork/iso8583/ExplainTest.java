package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

class ExplainTest {
    @Test
    void aPurchase() {
        assertEquals("""
                iso87-ascii, 239 bytes
                offset bytes          element                                   coding        value
                     0     4  MTI     message type indicator                    n4            0200, asks for 0210
                     4    16  bitmap                                            hex           2 3 4 7 11 12 13 14 22 32 35 37 41 42 43 48 49 52
                    20    18  DE 2    PAN - primary account number              ..19          400000******7899
                    38     6  DE 3    processing code                           6             000000
                    44    12  DE 4    amount, transaction                       12            000000012300
                    56    10  DE 7    transmission date and time                10            1121050423
                    66     6  DE 11   system trace audit number                 6             000042
                    72     6  DE 12   time, local transaction                   6             103423
                    78     4  DE 13   date, local transaction                   4             1121
                    82     4  DE 14   date, expiration                          4             hidden
                    86     3  DE 22   point of service entry mode               3             051
                    89     8  DE 32   acquiring institution ident code          ..11          123456
                    97    36  DE 35   track 2 data                              ..37          hidden
                   133    12  DE 37   retrieval reference number                12            632510000042
                   145     8  DE 41   card acceptor terminal identification     8             TERM0001
                   153    15  DE 42   card acceptor identification code         15            MERCHANT0000001
                   168    40  DE 43   card acceptor name/location               40            "CORNER SHOP            PUNE           IN"
                   208    12  DE 48   additional data - private                 ..999         hidden
                   220     3  DE 49   currency code, transaction                3             356
                   223    16  DE 52   PIN data                                  8 hex         hidden
                """, explained(Messages.ASCII.encode(Messages.purchase())));
    }

    @Test
    void aBrokenMessageKeepsItsValuesToItself() {
        byte[] whole = Messages.ASCII.encode(Messages.purchase());
        assertEquals("""
                iso87-ascii, 60 bytes
                offset bytes          element                                   coding        value
                     0     4  MTI     message type indicator                    n4            0200, asks for 0210
                     4    16  bitmap                                            hex           2 3 4 7 11 12 13 14 22 32 35 37 41 42 43 48 49 52
                    20    18  DE 2    PAN - primary account number              ..19          withheld
                    38     6  DE 3    processing code                           6             withheld
                    44    12  DE 4    amount, transaction                       12            withheld
                values are withheld: in a broken message card data may stand anywhere
                broken at offset 56: DE 7: ends early: 4 of 10 bytes
                """, explained(Arrays.copyOf(whole, 60)));
    }

    @Test
    void fromTheFirstImpossibleElementOnNothingIsShown() {
        assertEquals(
                """
                iso87-ascii, 47 bytes
                offset bytes          element                                   coding        value
                     0     4  MTI     message type indicator                    n4            0200, asks for 0210
                     4    16  bitmap                                            hex           3 4 11 49
                    20     6  DE 3    processing code                           6             000000
                    26    12  DE 4    amount, transaction                       12            withheld
                    38     6  DE 11   system trace audit number                 6             withheld
                    44     3  DE 49   currency code, transaction                3             withheld
                values are withheld: in a broken message card data may stand anywhere
                broken at offset 26: DE 4: must be all digits
                """,
                explained(Messages.ascii("0200" + "3020000000008000" + "000000" + "000A00012300" + "000042" + "356")));
    }

    /** Rows: the element, what it holds, what is shown of it. */
    @ParameterizedTest(name = "DE {0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            42 | 4000001234567899       | ************7899
            43 | PAY 4000001234567899   | "PAY ************7899
            43 | PAY 4000 0012 3456 7899| "PAY **** **** **** 7899
            43 | 4000-0012-3456-7899 X  | "****-****-****-7899 X
            43 | 98220 CORNER SHOP 12   | "98220 CORNER SHOP 12
            54 | 0057356C000000012300   | 0057356C000000012300
            54 | 4000001234567899       | hidden
            14 | 3012                   | hidden
            48 | 4000001234567899       | hidden
            60 | HARMLESS               | hidden
            102| 4000001234567899       | hidden
            88 | 4000001234567899       | ************7899
            88 | 0000000000012300       | 0000000000012300
            53 | 4000001234567899       | hidden
            90 | 020000004211210504230000012345600000000000 | 0200 000042 1121050423 00000123456 00000000000
            """)
    void whatIsShown(int de, String text, String shown) {
        String value = Shown.value(Dialect.ISO87_ASCII.element(de), Fields.NONE.with(de, text));
        assertTrue(value.startsWith(shown), value);
    }

    @Test
    void aHostileNameStaysOnItsLine() {
        String shown = Shown.value(Dialect.ISO87_ASCII.element(43), Fields.NONE.with(43, "A\r\n\u001b[2J\u0085"));
        assertEquals("A\\x0D\\x0A\\x1B[2J\\x85", shown);
    }

    /** Whatever bytes are broken, no card data comes out, whole or but for a digit. */
    @Test
    void nothingLeaksHoweverItIsBroken() {
        Random random = new Random(8583);
        for (Dialect dialect : List.of(Dialect.ISO87_ASCII, Dialect.ISO87_BCD)) {
            byte[] whole = new IsoCodec(dialect).encode(Messages.purchase());
            for (int i = 0; i < 20_000; i++) {
                byte[] bytes = whole.clone();
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(3));
                String digits =
                        String.join("", Explain.of(dialect, bytes).lines()).replaceAll("[^0-9A-F]", "");
                assertFalse(digits.contains("0012345678"), () -> "PAN");
                assertFalse(digits.contains(Messages.PIN_BLOCK.substring(4)), () -> "PIN block");
                assertFalse(digits.contains("122011234500000"), () -> "track");
            }
        }
    }

    @Test
    void framesAreTakenApart() {
        Output output = decode("iso87-bcd/length2-tpdu", "0000 0012 6000010002 0800 0020000000000000 000042 00FF");
        assertAll(() -> assertEquals(ExplainCommand.BROKEN, output.exit()), () -> assertEquals("""
                        frame at offset 0, keep-alive
                        frame at offset 2, TPDU 60 to 0001 from 0002
                        iso87-bcd, 13 bytes
                        offset bytes          element                                   coding        value
                             0     2  MTI     message type indicator                    n4 bcd        0800, asks for 0810
                             2     8  bitmap                                            bits          11
                            10     3  DE 11   system trace audit number                 6 bcd         000042
                        broken at offset 22: the frame ends early
                        """, output.text()));
    }

    @Test
    void inputComesAsHexAsTextAsAFileOrOnStandardInput(@TempDir Path folder) throws Exception {
        String text = "08000020000000000000000042";
        byte[] bytes = Messages.ascii(text);
        String hex = HexFormat.of().formatHex(bytes);
        Path raw = Files.write(folder.resolve("raw"), bytes);
        Path hexFile = Files.writeString(folder.resolve("hex"), hex.substring(0, 10) + "\n" + hex.substring(10) + "\n");
        String expected = explained(bytes);
        assertAll(
                () -> assertEquals(new Output(0, expected), decode("iso87-ascii", hex)),
                () -> assertEquals(new Output(0, expected), decode("iso87-ascii", text)),
                () -> assertEquals(new Output(0, expected), decode("iso87-ascii", raw.toString())),
                () -> assertEquals(new Output(0, expected), decode("iso87-ascii", hexFile.toString())),
                () -> assertEquals(new Output(0, expected), run(List.of("iso87-ascii"), Messages.ascii(text + "\n"))),
                () -> assertEquals(new Output(0, expected), run(List.of("iso87-ascii"), Messages.ascii(hex + "\n"))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            iso93             | no dialect is called "iso93"; there are iso87-ascii, iso87-ascii-bits, iso87-bcd, iso87-ebcdic, iso93-ascii, iso93-binary, ipm, iso2003, base1, base1-ascii, cis, base24, postbridge
            iso87-bcd/length5 | no framing is called "length5"; there are length2, length2-inclusive, length4, length4-inclusive, ascii4, ascii4-inclusive, ascii3, bcd2, each alone or with -tpdu, -base1 or -base24
            """)
    void aSpecThatDoesNotExist(String spec, String said) {
        assertEquals(new Output(ExplainCommand.USAGE, said + "\n"), decode(spec, "00"));
    }

    @Test
    void helpAndLimits() {
        assertEquals(ExplainCommand.USAGE, run(List.of(), new byte[0]).exit());
        assertTrue(run(List.of(), new byte[0]).text().startsWith("usage: decode SPEC [HEX|FILE]"));
        assertEquals(
                ExplainCommand.USAGE,
                run(List.of("iso87-bcd"), new byte[2_000_000]).exit());
        assertEquals(
                ExplainCommand.BROKEN, run(List.of("iso87-bcd"), new byte[0]).exit());
        assertEquals(
                ExplainCommand.BROKEN, decode("iso87-ascii", "no \0 such file").exit());
    }

    /** Parts of parts, each with its path, and none that is not meant to be seen. */
    @Test
    void privateDataIsTakenApart() {
        Fields inner = Fields.NONE
                .edit()
                .set(2, "000000012300")
                .set(12, "1122334455667788")
                .done();
        byte[] emv = Parts.write(
                Dialect.named("postbridge").parts(127).orElseThrow().parts(25).orElseThrow(), inner);
        Fields outer = Fields.NONE
                .edit()
                .set(2, "KEY1")
                .set(10, "123")
                .set(25, new String(emv, StandardCharsets.ISO_8859_1))
                .done();
        byte[] de127 = Parts.write(Dialect.named("postbridge").parts(127).orElseThrow(), outer);
        Fields fields = Fields.NONE
                .edit()
                .set(11, "000042")
                .set(127, new String(de127, StandardCharsets.ISO_8859_1))
                .done();
        byte[] message = new IsoCodec(Dialect.named("postbridge")).encode(CardMessages.of(new Mti("0200"), fields));
        List<String> lines = Explain.of(Dialect.named("postbridge"), message).lines();
        String text = String.join("\n", lines);
        assertAll(
                () -> assertTrue(text.contains("127.2 "), text),
                () -> assertTrue(text.contains("KEY1"), text),
                () -> assertTrue(text.contains("127.25.2 "), text),
                () -> assertTrue(text.contains("000000012300"), text),
                () -> assertTrue(!text.contains("1122334455667788"), text),
                () -> assertTrue(lines.stream().noneMatch(line -> line.endsWith(" 123")), text));
    }

    /** A part is named with its path. */
    @Test
    void aBrokenPartIsNamed() {
        Fields fields = Fields.NONE
                .edit()
                .set(11, "000042")
                .set(127, "\u0040\0\0\0\0\0\0\0" + "99KEY")
                .done();
        byte[] message = new IsoCodec(Dialect.named("postbridge")).encode(CardMessages.of(new Mti("0200"), fields));
        List<String> lines = Explain.of(Dialect.named("postbridge"), message).lines();
        assertTrue(lines.getLast().endsWith("DE 127.2: its length 99 is over the maximum of 32"), lines.getLast());
    }

    @Test
    void anAnswerAsksForNone() {
        byte[] answer = Messages.ASCII.encode(Messages.purchase().answer("00").with(new Mti("0210"), Fields.NONE));
        assertTrue(explained(answer).contains("0210, asks for no answer"));
    }

    @Test
    void ofTwoImpossibleElementsTheFirstIsNamedAndNoPartOfItShown() {
        Dialect dialect = Dialect.named("iso2003");
        byte[] brokenParts = {0x40};
        Fields fields =
                Fields.NONE.edit().set(43, brokenParts).set(73, "20261399").done();
        Explain.Explanation explanation = Explain.of(dialect, Body.write(dialect, new Mti("2200"), fields));
        assertFalse(explanation.sound());
        assertTrue(String.join("\n", explanation.lines()).contains("DE 43"), explanation.lines()::toString);
        assertTrue(explanation.lines().getLast().contains("DE 43"), explanation.lines()::toString);
    }

    private record Output(int exit, String text) {}

    private static String explained(byte[] bytes) {
        return String.join("\n", Explain.of(Dialect.ISO87_ASCII, bytes).lines()) + "\n";
    }

    private static Output decode(String spec, String given) {
        return output(List.of(spec, given), InputStream.nullInputStream());
    }

    private static Output run(List<String> args, byte[] standardInput) {
        return output(args, new ByteArrayInputStream(standardInput));
    }

    private static Output output(List<String> args, InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int exit = ExplainCommand.run(args, in, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return new Output(exit, bytes.toString(StandardCharsets.UTF_8));
    }
}
