package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.Mti;

/** From a door's dialect to a partner's and back, as the pipeline does it: read in one, written in the other. */
class TranslationTest {
    /** What a purchase is about, in any dialect. */
    private static final List<Integer> ALWAYS = List.of(2, 3, 4, 7, 11, 12, 13, 14, 18, 32, 35, 37, 41, 42, 43, 49);

    /** Differs because an edition or a network has less room for it. */
    private static final List<Integer> DIFFERENT = List.of(22, 25, 55, 60, 102);

    static Stream<Arguments> pairs() {
        List<String> names = Specifications.DIALECTS;
        return names.stream().flatMap(door -> names.stream().map(partner -> Arguments.of(door, partner)));
    }

    @ParameterizedTest(name = "{0} to {1}")
    @MethodSource("pairs")
    void aPurchaseAndItsAnswer(String door, String partner) throws FormatException {
        CardMessage asked = over(door, Purchases.plain());
        CardMessage received = over(partner, asked);
        assertEquals("0200", received.mti().digits());
        assertSame(asked, received);
        assertArrayEquals(asked.fields().bytes(52), received.fields().bytes(52), "the PIN block");
        assertEquals(asked.amount(), received.amount());
        assertEquals(asked.trace().matchKey(), received.trace().matchKey());
        CardMessage reply =
                received.answer("51").with(received.answer("51").fields().with(38, "A12345"));
        CardMessage heard = over(partner, reply);
        assertEquals("0210", heard.mti().digits());
        assertEquals("51", heard.responseCode());
        assertEquals("A12345", heard.fields().text(38));
        assertEquals(asked.trace().matchKey(), heard.trace().matchKey());
        assertSame(asked.answer("51"), over(door, asked.answer("51")));
    }

    /** The same, twice over: between partners of one dialect nothing is lost. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void nothingIsLostOnTheWayThroughOneEdition(String door, String partner) throws FormatException {
        boolean oneEdition =
                Dialect.named(door).edition().equals(Dialect.named(partner).edition());
        if (oneEdition) {
            CardMessage asked = over(door, Purchases.plain());
            CardMessage received = over(partner, asked);
            assertEquals(
                    asked.fields().later().fields().present(),
                    received.fields().later().fields().present());
            for (int de : DIFFERENT) {
                assertEquals(blankless(asked, de), blankless(received, de), "DE " + de);
            }
        }
    }

    /** Rows: DE 39 of 1987, and what each edition says for it to a payment. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            00, 000, 0000
            10, 002, 0002
            05, 100, 1000
            14, 111, 1011
            30, 904, 9100
            51, 116, 1016
            55, 117, 1017
            61, 121, 1021
            68, 911, 9111
            91, 907, 9107
            92, 908, 9108
            94, 913, 9113
            96, 909, 9109
            Z9, 100, 1000
            """)
    void responseCodes(String canonical, String of1993, String of2003) {
        CardMessage answer = Purchases.plain().answer(canonical);
        assertEquals(of1993, written("iso93-ascii", answer).text(39));
        assertEquals(of2003, written("iso2003", answer).text(39));
    }

    /** No code that we do not know is taken for an approval that it is not. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            iso93-ascii, 000,  00
            iso93-ascii, 007,  00
            iso93-ascii, 199,  05
            iso93-ascii, 299,  04
            iso93-ascii, 399,  30
            iso93-ascii, 599,  ''
            iso93-ascii, 999,  96
            iso2003,     0002, 10
            iso2003,     1999, 05
            iso2003,     9999, 96
            """)
    void actionCodes(String dialect, String code, String canonical) {
        Edition edition = Dialect.named(dialect).edition();
        Fields read = edition.canonical(new Mti(edition.version() + "210"), Fields.NONE.with(39, code));
        assertEquals(canonical, read.text(39));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            iso93-ascii,  1420, 400, 12000042261121103423, 06123456
            iso93-binary, 1420, 400, 12000042261121103423, 06123456
            """)
    void aReversalNamesItsOriginal(String name, String mti, String function, String original, String acquirer)
            throws FormatException {
        Fields fields = Purchases.plain()
                .fields()
                .edit()
                .set(90, "02000000421121103423" + "00000123456" + "00000000000")
                .done();
        CardMessage reversal = CardMessages.of(new Mti("0420"), fields);
        Fields written = written(name, reversal);
        assertAll(
                () -> assertEquals(
                        mti, Dialect.named(name).edition().mti(reversal).digits()),
                () -> assertEquals(function, written.text(24)),
                () -> assertTrue(written.text(56).startsWith("1200000042"), written.text(56)),
                () -> assertTrue(written.text(56).endsWith("1121103423" + acquirer), written.text(56)),
                () -> assertEquals(
                        fields.text(90), over(name, reversal).fields().text(90)),
                () -> assertEquals("400", written(name, reversal.answer("00")).text(39)));
    }

    /** 1987 keeps the original amount in DE 4, 1993 what really passed, jPOS-CMF as 1987. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            iso93-ascii, 000000002300,     000000012300000000000000
            iso2003,     3562000000012300, 35620000000023000000000000000000
            """)
    void aPartialReversal(String name, String de4, String de30) throws FormatException {
        String replacement = "000000002300" + "000000000000" + "C00000000C00000000";
        CardMessage partial =
                CardMessages.of(new Mti("0420"), Purchases.plain().fields().with(95, replacement));
        Fields written = written(name, partial);
        assertAll(
                () -> assertEquals(de4, written.text(4)),
                () -> assertEquals(de30, written.text(30)),
                () -> assertEquals(replacement, over(name, partial).fields().text(95)),
                () -> assertEquals("000000012300", over(name, partial).fields().text(4)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(textBlock = """
            iso93-ascii, 001, 801
            iso93-ascii, 301, 831
            iso2003,     002, 802
            iso2003,     161, 811
            """)
    void networkManagement(String name, String canonical, String function) throws FormatException {
        Fields fields = Fields.NONE
                .edit()
                .set(7, "1121050423")
                .set(11, "000042")
                .set(70, canonical)
                .done();
        CardMessage request = CardMessages.of(new Mti("0800"), fields);
        Edition edition = Dialect.named(name).edition();
        assertEquals(edition.version() + "804", edition.mti(request).digits());
        assertEquals(function, written(name, request).text(24));
        CardMessage heard = over(name, request);
        assertEquals("0800", heard.mti().digits());
        assertEquals(edition.version() + "814", edition.mti(heard.answer("00")).digits());
        String done = edition.version() == '1' ? "800" : "8000";
        assertEquals(done, written(name, heard.answer("00")).text(39));
    }

    /** A partner that starts its network messages as an acquirer is answered as one. */
    @Test
    void theOriginOfARequestIsThatOfItsAnswer() {
        Edition edition = Dialect.named("iso93-ascii").edition();
        Fields read = edition.canonical(new Mti("1800"), Fields.NONE.with(24, "831"));
        CardMessage request = CardMessages.of(edition.canonical(new Mti("1800")), read);
        assertEquals("301", request.fields().text(70));
        assertEquals("1810", edition.mti(request.answer("00")).digits());
    }

    /** A STAN of twelve digits comes back whole, though the model has the last six. */
    @Test
    void aLongStanIsEchoed() {
        Edition edition = Dialect.named("iso2003").edition();
        Fields read = edition.canonical(new Mti("2200"), Fields.NONE.with(11, "123456789012"));
        assertEquals("789012", read.text(11));
        CardMessage answer = CardMessages.of(new Mti("0200"), read).answer("00");
        assertEquals("123456789012", edition.fields(answer).text(11));
    }

    /** What was changed on the way is written as it is now, not as it came. */
    @Test
    void aChangeIsNotUndone() {
        Edition edition = Dialect.named("iso93-ascii").edition();
        Fields came = edition.canonical(
                new Mti("1200"), Fields.NONE.with(12, "261121103423").with(31, "REFERENCE"));
        Fields changed = edition.fields(CardMessages.of(new Mti("0200"), came.with(12, "235959")));
        assertTrue(changed.text(12).endsWith("1121235959"), changed.text(12));
        assertEquals("REFERENCE", changed.text(31), "of no concern to 1987, and carried all the same");
    }

    /** 1993 and 2003 have the day in DE 28, the origin 4, and what came of it in DE 39. */
    @ParameterizedTest(name = "{3} in {0}")
    @CsvSource({
        "iso93-ascii, 0520, 00, 1524, 261120, 500",
        "iso93-ascii, 0500, 95, 1504, 261120, 501",
        "iso93-ascii, 0500, 25, 1504, 261120, 503",
    })
    void aReconciliationOfAnotherEdition(
            String dialect, String canonical, String code, String mti, String day, String actionCode)
            throws FormatException {
        Edition edition = Dialect.named(dialect).edition();
        Mti asked = new Mti(mti);
        Fields came = edition.canonical(
                asked, Fields.NONE.with(28, day).with(88, "0000000000012300").with(11, "000001"));
        CardMessage request = CardMessages.of(edition.canonical(asked), came);
        assertEquals(canonical, request.mti().digits());
        assertEquals(new Kind.Reconciliation(), request.kind());
        assertEquals("1120", request.fields().text(15));
        assertEquals("0000000000012300", request.fields().text(88));
        CardMessage answer = request.answer(code);
        assertEquals(
                mti.replace("04", "14").replace("24", "34"), edition.mti(answer).digits());
        Fields said = edition.fields(answer);
        assertEquals(day.substring(2), said.text(28).substring(2), "the year is the nearest");
        assertEquals(actionCode, said.text(39));
        assertEquals(code, over(dialect, answer).responseCode());
    }

    /** The day that is reconciled is believed, and the other one goes along to a partner of the same edition. */
    @Test
    void ofTwoDatesOfAReconciliationNeitherIsLost() {
        Edition edition = Dialect.named("iso93-ascii").edition();
        Mti mti = new Mti("1524");
        Fields came = Fields.NONE.with(15, "261121").with(28, "261120");
        CardMessage read = CardMessages.of(edition.canonical(mti), edition.canonical(mti, came));
        assertEquals("1120", read.fields().text(15));
        Fields written = edition.fields(read);
        assertEquals("261121", written.text(15));
        assertEquals("261120", written.text(28));
    }

    /** 1993 has several codes for "out of balance". */
    @Test
    void aCodeOfAReconciliationStaysWhatItWas() {
        Edition edition = Dialect.named("iso93-ascii").edition();
        Mti mti = new Mti("1534");
        CardMessage read = CardMessages.of(edition.canonical(mti), edition.canonical(mti, Fields.NONE.with(39, "502")));
        assertEquals("95", read.responseCode());
        assertEquals("502", edition.fields(read).text(39));
    }

    private static CardMessage over(String dialect, CardMessage message) throws FormatException {
        IsoCodec codec = new IsoCodec(Dialect.named(dialect));
        return codec.decode(codec.encode(message));
    }

    private static Fields written(String dialect, CardMessage message) {
        return Dialect.named(dialect).edition().fields(message);
    }

    private static void assertSame(CardMessage expected, CardMessage actual) {
        for (int de : ALWAYS) {
            assertEquals(blankless(expected, de), blankless(actual, de), "DE " + de);
        }
    }

    private static String blankless(CardMessage message, int de) {
        return message.fields().text(de).strip();
    }
}
