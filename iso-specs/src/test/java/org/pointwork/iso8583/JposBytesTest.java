package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** What we write is, byte for byte, what jPOS's packager writes; what it does not write, we do not either. */
class JposBytesTest {
    private static final int THIRD_BITMAP = 65;
    private static final int TRACK2 = 35;

    @Property(tries = 20_000)
    void sameBytesOrRefusedByBoth(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> names = List.copyOf(JposPackagers.ALL.keySet());
        Dialect dialect = Dialect.named(names.get(random.nextInt(names.size())));
        Fields.Editor fields = Fields.NONE.edit().set(11, "000042");
        int highest = random.nextBoolean() ? 64 : 128;
        int sparse = 2 + random.nextInt(60);
        for (int de = 2; de <= highest; de++) {
            boolean inBoth = dialect.has(de) && JposPackagers.agrees(dialect, de);
            if (inBoth && de != THIRD_BITMAP && random.nextInt(sparse) == 0) {
                put(fields, dialect.element(de), random);
            }
        }
        Mti mti = new Mti(dialect.edition().version() + "%03d".formatted(random.nextInt(1_000)));
        CardMessage message = CardMessages.of(mti, fields.done());
        Optional<byte[]> theirs = jpos(message, dialect);
        try {
            byte[] ours = Body.write(dialect, mti, message.fields());
            byte[] expected = theirs.orElseGet(() -> fail(dialect + " jPOS refuses this " + message.fields()));
            assertArrayEquals(
                    expected,
                    ours,
                    () -> dialect + " " + message.fields() + "\n"
                            + HexFormat.of().formatHex(expected) + "\n"
                            + HexFormat.of().formatHex(ours));
        } catch (IllegalArgumentException e) {
            assertFalse(theirs.isPresent() && onlyDigitsInBcd(message.fields(), dialect), e.getMessage());
        }
    }

    /** jPOS writes an MTI and nothing after it, which no reader takes for a message. */
    @Example
    void anEmptyBitmapIsWrittenAllTheSame() {
        CardMessage nothing = CardMessages.of(new Mti("0810"), Fields.NONE);
        assertArrayEquals(Messages.ascii("0810" + "0".repeat(16)), Messages.ASCII.encode(nothing));
        assertArrayEquals(Messages.hex("0810" + "0".repeat(16)), Messages.BCD.encode(nothing));
    }

    @Example
    void whatIsTooLongIsNamedAndNotShown() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> Messages.ASCII.encode(Messages.with(2, "4".repeat(20))));
        assertEquals("DE 2 cannot be written: its length 20 is over the maximum of 19", refused.getMessage());
        assertEquals(
                "DE 4 cannot be written: BCD holds digits alone",
                assertThrows(IllegalArgumentException.class, () -> Messages.BCD.encode(Messages.with(4, "1=2")))
                        .getMessage());
        assertEquals(
                "DE 28 cannot be written: it has no sign",
                assertThrows(IllegalArgumentException.class, () -> Messages.BCD.encode(Messages.with(28, "")))
                        .getMessage());
        Fields shortBlock =
                Messages.purchase().fields().edit().set(52, new byte[7]).done();
        assertEquals(
                "DE 52 cannot be written: it has 7 of 8 bytes",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Messages.ASCII.encode(Messages.purchase().with(shortBlock)))
                        .getMessage());
    }

    /** Values of every length up to one too many, most of them of characters that belong there. */
    private static void put(Fields.Editor fields, Element element, Random random) {
        boolean binary = element.content().isBinary();
        boolean raw = element.content() == Content.RAW;
        boolean tooLong =
                element.maxLength() <= 999 && !raw && random.nextInt(200) == 0; // jPOS writes 10,000 as "0000"
        int most = element.maxLength() + (tooLong ? 1 : 0);
        if (binary) {
            byte[] bytes = new byte[random.nextInt(50) == 0 ? random.nextInt(most + 1) : most];
            random.nextBytes(bytes);
            fields.set(element.de(), bytes);
            return;
        }
        int length = tooLong || random.nextBoolean() ? most : random.nextInt(most + 1);
        boolean text = (raw || element.content().isBlankPadded()) && random.nextBoolean();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < length; i++) {
            value.append(text ? (char) random.nextInt(256) : (char) ('0' + random.nextInt(10)));
        }
        if (tooLong) {
            value.setCharAt(length - 1, 'X'); // blanks at the end are taken for padding here, and refused there
        }
        if (element.de() == TRACK2 && length > 3) {
            value.setCharAt(random.nextInt(length), random.nextBoolean() ? '=' : 'D');
        }
        if (element.content().isSigned() && length > 0) {
            value.setCharAt(0, random.nextBoolean() ? 'C' : 'D');
        }
        fields.set(element.de(), value.toString());
    }

    /** As jPOS writes it; empty where it cannot. */
    static Optional<byte[]> jpos(CardMessage message, Dialect dialect) {
        ISOMsg theirs = new ISOMsg(message.mti().digits());
        Fields fields = message.fields();
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            if (fields.isBinary(de) || dialect.element(de).content() == Content.RAW) {
                theirs.set(de, Parts.value(fields, de));
            } else {
                theirs.set(de, trackOf(de, dialect, fields.text(de)));
            }
        }
        theirs.setPackager(JposPackagers.of(dialect, fields.highest()));
        try {
            return Optional.of(theirs.pack());
        } catch (ISOException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The one thing that we say otherwise: jPOS makes the separator's nibble of {@code =} alone. */
    private static String trackOf(int de, Dialect dialect, String text) {
        return de == TRACK2 && dialect.element(de).coding().endsWith("bcd") ? text.replace('D', '=') : text;
    }

    /** jPOS turns anything else into other digits without a word. */
    private static boolean onlyDigitsInBcd(Fields fields, Dialect dialect) {
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            boolean bcd = dialect.element(de).coding().endsWith("bcd");
            if (bcd && !fields.text(de).matches("[0-9=D]*")) {
                return false;
            }
        }
        return true;
    }
}
