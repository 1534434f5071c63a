package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Verification values, stored-credential flags and 3-D Secure data, as the dialects that describe them carry them. */
class SubElementsTest {
    private static final String SOUND = "-";

    @ParameterizedTest(name = "{0} DE {1} {2}")
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            cis    | 48 | T9203123                                         | -
            cis    | 48 | T42070103212                                     | -
            cis    | 48 | T4228AAABBBCCCDDDEEEFFFGGGHHHIIIJ                | DE 48.42: has not the length that it may have
            cis    | 48 | T4328AAABBBCCCDDDEEEFFFGGGHHHIIIJ                | -
            cis    | 48 | T4327AAABBBCCCDDDEEEFFFGGGHHHIII                 | DE 48.43: has not the length that it may have
            cis    | 48 | T22080504C101                                    | -
            cis    | 48 | T22080504M205                                    | -
            cis    | 48 | T22080504X101                                    | DE 48.22.05: does not say who uses a stored credential and what for
            cis    | 48 | T22080504M301                                    | DE 48.22.05: does not say who uses a stored credential and what for
            cis    | 48 | T22080505M101                                    | DE 48.22: ends within a sub-element
            cis    | 48 | T92031X3                                         | DE 48.92: must be all digits
            cis    | 48 | T92041234                                        | DE 48.92: has not the length that it may have
            cis    | 48 | T92031239203123                                  | DE 48: has a sub-element twice
            cis    | 48 | T9210123                                         | DE 48: ends within a sub-element
            cis    | 48 | T77021292031X3                                   | DE 48.92: must be all digits
            cis    | 48 | T770212                                          | -
            cis    | 48 | T920                                             | DE 48: has no sub-element at character 1
            cis    | 48 | T92A3123                                         | DE 48: has no sub-element at character 1
            cis    | 48 | T                                                | -
            base24 | 63 | '& 0000200048! C000026 123                      E' | -
            base24 | 63 | '& 0000200048! C000026 1234                     E' | -
            base24 | 63 | '& 0000200048! C000026                          E' | -
            base24 | 63 | '& 0000200048! C000026 12                       E' | DE 63.C0: must begin with a verification value or blanks
            base24 | 63 | '& 0000200048! C000025 123                     E' | DE 63.C0: has not the length that it may have
            base24 | 63 | '& 0000200048? C000026 123                      E' | DE 63: has no sub-element at character 12
            base24 | 126 | '0000200048! C000026 123                      E' | DE 126: does not begin as it should before its sub-elements
            """)
    void areJudgedInARequest(String dialect, int de, String value, String why) throws FormatException {
        IsoCodec codec = new IsoCodec(Dialect.named(dialect));
        byte[] packed = Body.write(codec.dialect(), new Mti("0100"), Fields.NONE.with(de, value));
        if (why.equals(SOUND)) {
            assertEquals(value, codec.decode(packed).fields().text(de));
            return;
        }
        FormatException refused = assertThrows(FormatException.class, () -> codec.decode(packed));
        assertEquals(why, refused.getMessage());
        assertEquals(de, refused.field());
        assertTrue(refused.identified().isPresent(), "it can be told 30");
    }

    /** Keys in 0800, statements in answers: what is no request for a payment has other things there. */
    @ParameterizedTest
    @CsvSource({"0110", "0210", "0230", "0800", "0810", "0302", "0400", "0420"})
    void areNotJudgedElsewhere(String mti) throws FormatException {
        IsoCodec codec = new IsoCodec(Dialect.named("cis"));
        Fields fields = Fields.NONE.with(48, "P0123");
        assertEquals(
                "P0123",
                codec.decode(Body.write(codec.dialect(), new Mti(mti), fields))
                        .fields()
                        .text(48));
    }

    @Test
    void areShownByNameAndTheSecretOnesHidden() {
        Dialect cis = Dialect.named("cis");
        byte[] packed = Body.write(cis, new Mti("0100"), Fields.NONE.with(48, "T9203123" + "22080504C101" + "7702XY"));
        Explain.Explanation explanation = Explain.of(cis, packed);
        String shown = String.join("\n", explanation.lines());
        assertTrue(explanation.sound(), shown);
        assertTrue(shown.lines().anyMatch(line -> line.matches(" +48\\.92 +CVC 2 +hidden")), shown);
        assertTrue(shown.lines().anyMatch(line -> line.matches(" +48\\.22\\.05 +use of a stored .+ C101")), shown);
        assertFalse(shown.contains("123") || shown.contains("XY"), shown);
    }

    @Test
    void aPartnersOwnAreFilesBesideItsDialect(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("own.dialect"), "like iso87-ascii\nsubelements 48 own\n");
        Files.writeString(folder.resolve("own.subelements"), "each TTLL\n92 3 digits no CVC 2\n");
        IsoCodec codec =
                new IsoCodec(Dialect.named(folder.resolve("own.dialect").toString()));
        CardMessage sound = codec.decode(Body.write(codec.dialect(), new Mti("0200"), Fields.NONE.with(48, "9203123")));
        assertEquals("9203123", sound.fields().text(48));
        byte[] broken = Body.write(codec.dialect(), new Mti("0200"), Fields.NONE.with(48, "920312X"));
        assertEquals(
                "DE 48.92: must be all digits",
                assertThrows(FormatException.class, () -> codec.decode(broken)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            each TT                 | bad.subelements: "each" has a T for its tag and one to five L for its length
            92 three digits no CVC  | bad.subelements, line 1: not a row (tag, length or shortest-longest, rule, shown, name), nor one of lead, each, within
            within 22 cis-de48-22   | bad.subelements, line 1: 22 has no row before this
            """)
    void aMistakeIsNamedWithFileAndLine(String text, String why, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("bad.dialect"), "like iso87-ascii\nsubelements 48 bad\n");
        Files.writeString(folder.resolve("bad.subelements"), text);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> Dialect.named(folder.resolve("bad.dialect").toString()));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void whatHasNoTextHasNoSubElements(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("bad.dialect"), "like iso87-ascii\nsubelements 52 cis-de48\n");
        assertEquals(
                "bad.dialect: DE 52 is no text that has sub-elements",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Dialect.named(
                                        folder.resolve("bad.dialect").toString()))
                        .getMessage());
    }
}
