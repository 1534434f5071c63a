package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** What holds for any bytes and any message. */
class CodecPropertyTest {
    private static final int[] FREE = {
        46, 47, 48, 56, 57, 58, 59, 60, 61, 62, 63, 105, 111, 112, 120, 121, 122, 123, 124, 125, 126, 127
    };

    @Property(tries = 20_000)
    void randomBytesAreReadOrRefused(@ForAll @Size(max = 400) byte[] bytes, @ForAll boolean ascii) {
        readOrRefuse(ascii, bytes);
    }

    /** Behind a good MTI and a random bitmap, so that the elements are reached. */
    @Property(tries = 20_000)
    void randomBodiesAreReadOrRefused(@ForAll long seed, @ForAll @IntRange(max = 3_000) int size) {
        Random random = new Random(seed);
        byte[] body = new byte[size];
        random.nextBytes(body);
        byte[] bcd = new byte[2 + size];
        bcd[0] = 2;
        System.arraycopy(body, 0, bcd, 2, size);
        readOrRefuse(false, bcd);
        StringBuilder text = new StringBuilder("0200");
        for (byte b : body) {
            text.append("0123456789ABCDEF".charAt(b & 0x0F));
        }
        readOrRefuse(true, Messages.ascii(text.toString()));
    }

    @Property(tries = 20_000)
    void mutatedMessagesAreReadOrRefused(@ForAll long seed, @ForAll boolean ascii) {
        byte[] bytes = codec(ascii).encode(Messages.purchase());
        Random random = new Random(seed);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        readOrRefuse(ascii, bytes);
    }

    @Property(tries = 2_000)
    void everyCutOfAMessageIsRefusedAndTheSenderToldSo(@ForAll boolean ascii, @ForAll @IntRange(min = 4) int at) {
        byte[] whole = codec(ascii).encode(Messages.purchase());
        byte[] cut = Arrays.copyOf(whole, 4 + at % (whole.length - 4));
        try {
            codec(ascii).decode(cut);
            throw new AssertionError("half a message was read");
        } catch (FormatException e) {
            assertEquals("0210", e.identified().orElseThrow().answer("30").mti().digits());
            assertFalse(e.getMessage().contains(Messages.PAN.substring(6)));
        }
    }

    @Property(tries = 3_000)
    void whatIsReadIsWrittenBack(@ForAll("messages") CardMessage message, @ForAll boolean ascii)
            throws FormatException {
        byte[] bytes = codec(ascii).encode(message);
        CardMessage read = codec(ascii).decode(bytes);
        assertArrayEquals(bytes, codec(ascii).encode(read));
        for (int de : FREE) {
            assertEquals(message.fields().text(de), read.fields().text(de), "DE " + de + " travels untouched");
        }
        assertEquals(message.fields().text(55), read.fields().text(55));
        assertEquals(message.fields().present(), read.fields().present());
    }

    @Property(tries = 3_000)
    void halfReadFieldsMakeAMessageOfWhatIsThere(@ForAll long seed) {
        Random random = new Random(seed);
        Fields.Editor fields = Fields.NONE.edit();
        for (int de = 2; de <= 128; de++) {
            if (random.nextInt(3) == 0) {
                fields.set(de, Integer.toString(random.nextInt()).substring(random.nextInt(2)));
            } else if (random.nextInt(5) == 0) {
                fields.set(de, new byte[random.nextInt(20)]);
            }
        }
        CardMessage message = CardMessages.of(new Mti("0100"), fields.done());
        assertEquals(1, message.toString().lines().count());
    }

    @Provide
    Arbitrary<CardMessage> messages() {
        return Arbitraries.longs().map(seed -> {
            Random random = new Random(seed);
            Fields.Editor fields = Messages.purchase().fields().edit();
            for (int de : FREE) {
                if (random.nextInt(4) == 0) {
                    fields.set(de, anything(random));
                }
            }
            fields.set(55, chipData(random));
            for (int de = 2; de <= 52; de++) {
                if (random.nextInt(4) == 0) {
                    fields.drop(de);
                }
            }
            return CardMessages.of(new Mti("0200"), fields.done());
        });
    }

    /** Tags in any order, known or not, as bytes: none is moved or dropped. */
    private static String chipData(Random random) {
        StringBuilder tlv = new StringBuilder();
        for (int tag :
                random.ints(0x9F20, 0x9F40).distinct().limit(random.nextInt(12)).toArray()) {
            byte[] value = new byte[random.nextInt(30)];
            random.nextBytes(value);
            tlv.append((char) (tag >> 8)).append((char) (tag & 0xFF)).append((char) value.length);
            tlv.append(new String(value, StandardCharsets.ISO_8859_1));
        }
        return tlv.toString();
    }

    private static String anything(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(999); i > 0; i--) {
            text.append((char) random.nextInt(256));
        }
        return text.toString();
    }

    private static IsoCodec codec(boolean ascii) {
        return ascii ? Messages.ASCII : Messages.BCD;
    }

    /** Anything but a message, or a FormatException whose sender can be told so, fails the property. */
    private static void readOrRefuse(boolean ascii, byte[] bytes) {
        try {
            CardMessage message = codec(ascii).decode(bytes);
            assertEquals(
                    message.fields().present(),
                    codec(ascii).decode(codec(ascii).encode(message)).fields().present());
        } catch (FormatException e) {
            e.identified().ifPresent(message -> codec(ascii).encode(message.answer("30")));
        }
    }
}
