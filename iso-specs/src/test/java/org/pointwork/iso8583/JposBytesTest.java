package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** What we write is, byte for byte, what jPOS's packager writes; what it does not write, we do not either. */
class JposBytesTest {
    private static final int THIRD_BITMAP = 65;
    private static final int TRACK2 = 35;

    @Property(tries = 20_000)
    void sameBytesOrRefusedByBoth(@ForAll long seed, @ForAll boolean ascii) {
        Random random = new Random(seed);
        Dialect dialect = ascii ? Dialect.ISO87_ASCII : Dialect.ISO87_BCD;
        Fields.Editor fields = Fields.NONE.edit().set(11, "000042");
        int highest = random.nextBoolean() ? 64 : 128;
        int sparse = 2 + random.nextInt(60);
        for (int de = 2; de <= highest; de++) {
            if (de != THIRD_BITMAP && random.nextInt(sparse) == 0) {
                put(fields, dialect.element(de), random);
            }
        }
        CardMessage message = CardMessages.of(new Mti("0%03d".formatted(random.nextInt(1_000))), fields.done());
        Optional<byte[]> theirs = jpos(message, dialect);
        try {
            byte[] ours = new IsoCodec(dialect).encode(message);
            assertArrayEquals(theirs.orElseGet(() -> fail("jPOS refuses this")), ours);
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
        boolean binary = element.content() == Element.Content.HEX || element.content() == Element.Content.BYTES;
        int most = element.maxLength() + (random.nextInt(200) == 0 ? 1 : 0);
        if (binary) {
            byte[] bytes = new byte[random.nextInt(50) == 0 ? random.nextInt(most + 1) : most];
            random.nextBytes(bytes);
            fields.set(element.de(), bytes);
            return;
        }
        int length = random.nextBoolean() ? most : random.nextInt(most + 1);
        boolean text = element.content() == Element.Content.TEXT && random.nextBoolean();
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < length; i++) {
            value.append(text ? (char) random.nextInt(256) : (char) ('0' + random.nextInt(10)));
        }
        if (element.de() == TRACK2 && length > 3) {
            value.setCharAt(random.nextInt(length), random.nextBoolean() ? '=' : 'D');
        }
        if (element.coding().contains("sign") && length > 0) {
            value.setCharAt(0, random.nextBoolean() ? 'C' : 'D');
        }
        fields.set(element.de(), value.toString());
    }

    /** As jPOS writes it; empty where it cannot. */
    static Optional<byte[]> jpos(CardMessage message, Dialect dialect) {
        ISOBasePackager packager = dialect == Dialect.ISO87_ASCII ? new ISO87APackager() : new ISO87BPackager();
        ISOMsg theirs = new ISOMsg(message.mti().digits());
        Fields fields = message.fields();
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            if (fields.isBinary(de)) {
                theirs.set(de, fields.bytes(de));
            } else {
                theirs.set(de, trackOf(de, dialect, fields.text(de)));
            }
        }
        theirs.setPackager(packager);
        try {
            return Optional.of(theirs.pack());
        } catch (ISOException | StringIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** The one thing that we say otherwise: jPOS makes the separator's nibble of {@code =} alone. */
    private static String trackOf(int de, Dialect dialect, String text) {
        return de == TRACK2 && dialect == Dialect.ISO87_BCD ? text.replace('D', '=') : text;
    }

    /** jPOS turns anything else into other digits without a word. */
    private static boolean onlyDigitsInBcd(Fields fields, Dialect dialect) {
        for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
            boolean bcd = dialect.element(de).coding().endsWith(" bcd");
            if (bcd && !fields.text(de).matches("[0-9=D]*")) {
                return false;
            }
        }
        return true;
    }
}
