package org.pointwork.security;

import java.util.HexFormat;
import java.util.Optional;
import org.pointwork.hsm.PinFormat;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/**
 * What PIN blocks of one line look like, and where they are: DE 52 has 8 bytes in all editions, so that a block of 16 travels
 * in a private element. Inside of the switch it is in DE 52 all the same, so that whoever asks for a PIN asks there.
 *
 * @param format 0 where nothing is said
 * @param field a private element with the block as hexadecimal digits; DE 52 where it is absent
 */
public record PinPlace(PinFormat format, Optional<Integer> field) {
    /** Format 0 in DE 52. */
    public static final PinPlace USUAL = new PinPlace(PinFormat.ISO_0, Optional.empty());

    /** The element with the PIN block, as the switch sees a message. */
    public static final int PIN_BLOCK = 52;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    public PinPlace {
        format.forbids(format).ifPresent(rule -> {
            throw new IllegalArgumentException("pin: " + rule);
        });
        field.ifPresent(element -> requirePrivate("pin: field", element));
        if (format == PinFormat.ISO_4 && field.isEmpty()) {
            throw new IllegalArgumentException(
                    "pin: a block of iso-4 has 16 bytes and DE 52 has 8: name a private field");
        }
    }

    /** @throws IllegalArgumentException for an element that is not for private use, or not text in every dialect */
    public static void requirePrivate(String what, int element) {
        boolean free = element == 48 || element >= 60 && element <= 63;
        if (!free && (element < 120 || element > 127)) {
            throw new IllegalArgumentException(what + " is DE 48, 60 to 63 or 120 to 127");
        }
    }

    /** A message with the PIN block in DE 52; of no bytes where what came is no hexadecimal number. */
    public CardMessage inside(CardMessage received) {
        if (field.isEmpty() || !received.fields().has(field.get())) {
            return received;
        }
        byte[] block = block(received.fields().text(field.get()));
        return received.with(
                received.fields().edit().drop(field.get()).set(PIN_BLOCK, block).done());
    }

    private static byte[] block(String digits) {
        boolean isHex = digits.length() % 2 == 0 && digits.chars().allMatch(HexFormat::isHexDigit);
        return isHex ? HEX.parseHex(digits) : new byte[0];
    }

    /** Puts a PIN block where the other side of this line looks for it. */
    public void write(Fields.Editor fields, byte[] block) {
        if (field.isPresent()) {
            fields.set(field.get(), HEX.formatHex(block));
        } else {
            fields.set(PIN_BLOCK, block);
        }
    }
}
