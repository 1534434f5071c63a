package org.pointwork.iso8583;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pointwork.model.Fields;

/**
 * Where a partner's 0800 messages carry a working key under the zone master key, and how.
 *
 * <pre>
 *  a private element: 46–48, 60–63, 120–127        53/96, for double-length keys
 *  +-----+------------+-------------+              DE 53 +-----+-------------+-------+  DE 96 +------------+
 *  | use | cryptogram | check value |                    | use | check value | 00000 |        | cryptogram |
 *  |  1  | 32 or 48   |      6      |                    |  2  |      9      |   5   |        |  16 bytes  |
 *  +-----+------------+-------------+                    +-----+-------------+-------+        +------------+
 *  use: P a PIN key, M a MAC key; hexadecimal            use: 01 a PIN key, 02 a MAC key; three digits a byte
 * </pre>
 *
 * The use without the rest asks for a key. DE 53 is numeric in 1987, so each byte of the check value is 000 to 255 there; in
 * later editions it has bytes ({@link KeyControlConversion}).
 */
public final class KeyField {
    private static final Set<Integer> PRIVATE =
            Set.of(46, 47, 48, 60, 61, 62, 63, 120, 121, 122, 123, 124, 125, 126, 127);
    private static final Pattern TEXT = Pattern.compile("([PM])(?:([0-9A-F]{32}|[0-9A-F]{48})([0-9A-F]{6}))?");
    static final int CONTROL = 53;
    static final int KEY_DATA = 96;
    private static final int DOUBLE_LENGTH = 16;
    private static final Pattern CONTROLLED = Pattern.compile("(0[12])(\\d{3})(\\d{3})(\\d{3})0{5}");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final int element; // 96: with DE 53

    private KeyField(int element) {
        this.element = element;
    }

    /** What a working key is for. */
    public enum Use {
        PIN('P', "01"),
        MAC('M', "02");

        private final char letter;
        private final String number;

        Use(char letter, String number) {
            this.letter = letter;
            this.number = number;
        }
    }

    /** What a message carries there. */
    public sealed interface Content {}

    /** @param checkValue 6 hexadecimal digits */
    public record Key(Use use, byte[] cryptogram, String checkValue) implements Content {
        @Override
        public String toString() {
            return use + " key with check value " + checkValue;
        }
    }

    /** Asks for a key. */
    public record Wish(Use use) implements Content {}

    public record Nothing() implements Content {}

    /** @throws IllegalArgumentException naming the fields there are */
    public static KeyField named(String name) {
        if (name.equals("53/96")) {
            return new KeyField(KEY_DATA);
        }
        int de = name.matches("[0-9]{2,3}") ? Integer.parseInt(name) : 0;
        if (!PRIVATE.contains(de)) {
            throw new IllegalArgumentException("no key travels in \"" + name
                    + "\"; there are 53/96 and the private elements 46-48, 60-63, 120-127");
        }
        return new KeyField(de);
    }

    /** @throws FormatException where there is something else than a key, naming the element */
    public Content read(Fields fields) throws FormatException {
        return element == KEY_DATA
                ? readControlled(fields)
                : readText(fields.text(element).strip());
    }

    private Content readText(String text) throws FormatException {
        if (text.isEmpty()) {
            return new Nothing();
        }
        Matcher parts = TEXT.matcher(text.toUpperCase(Locale.ROOT));
        if (!parts.matches()) {
            throw new FormatException(element, "not the use, the cryptogram and the check value of a key");
        }
        Use use = parts.group(1).charAt(0) == Use.PIN.letter ? Use.PIN : Use.MAC;
        return parts.group(2) == null ? new Wish(use) : new Key(use, HEX.parseHex(parts.group(2)), parts.group(3));
    }

    private static Content readControlled(Fields fields) throws FormatException {
        String control = fields.text(CONTROL);
        if (control.isEmpty() && !fields.has(KEY_DATA)) {
            return new Nothing();
        }
        Matcher parts = CONTROLLED.matcher(control);
        if (!parts.matches()) {
            throw new FormatException(CONTROL, "not the use and the check value of a key");
        }
        Use use = parts.group(1).equals(Use.PIN.number) ? Use.PIN : Use.MAC;
        byte[] cryptogram = fields.bytes(KEY_DATA);
        return switch (cryptogram.length) {
            case 0 -> new Wish(use);
            case DOUBLE_LENGTH -> new Key(use, cryptogram, checkValue(parts));
            default -> throw new FormatException(KEY_DATA, "not a double-length key");
        };
    }

    private static String checkValue(Matcher parts) throws FormatException {
        byte[] bytes = new byte[3];
        for (int i = 0; i < bytes.length; i++) {
            int value = Integer.parseInt(parts.group(i + 2));
            if (value > 0xFF) {
                throw new FormatException(CONTROL, "a byte over 255 in the check value");
            }
            bytes[i] = (byte) value;
        }
        return HEX.formatHex(bytes);
    }

    /** DE 53 of 1987 from a later edition's: the use, and the check value in bytes. */
    static Optional<String> control(byte[] later) {
        if (later.length != 4) {
            return Optional.empty();
        }
        byte[] checkValue = Arrays.copyOfRange(later, 1, later.length);
        return Stream.of(Use.values())
                .filter(use -> Integer.parseInt(use.number) == later[0])
                .map(use -> control(use, checkValue))
                .findFirst();
    }

    /** A later edition's DE 53 from 1987's, where that is about a key. */
    static Optional<byte[]> controlBytes(String control) {
        Matcher parts = CONTROLLED.matcher(control);
        try {
            return parts.matches() ? Optional.of(HEX.parseHex(parts.group(1) + checkValue(parts))) : Optional.empty();
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    private static String control(Use use, byte[] checkValue) {
        StringBuilder digits = new StringBuilder(use.number);
        for (byte b : checkValue) {
            digits.append("%03d".formatted(b & 0xFF));
        }
        return digits.append("00000").toString();
    }

    /**
     * Puts a key, or the wish for one, into a message.
     *
     * @throws IllegalArgumentException for a triple-length key in DE 96
     */
    public void write(Fields.Editor into, Content content) {
        switch (content) {
            case Key(Use use, byte[] cryptogram, String checkValue)
            when element == KEY_DATA -> {
                if (cryptogram.length != DOUBLE_LENGTH) {
                    throw new IllegalArgumentException("DE 96 holds a double-length key");
                }
                into.set(CONTROL, control(use, HEX.parseHex(checkValue)));
                into.set(KEY_DATA, cryptogram);
            }
            case Key(Use use, byte[] cryptogram, String checkValue) ->
                into.set(element, use.letter + HEX.formatHex(cryptogram) + checkValue);
            case Wish(Use use) when element == KEY_DATA -> into.set(CONTROL, control(use, new byte[3]));
            case Wish(Use use) -> into.set(element, String.valueOf(use.letter));
            case Nothing() -> {}
        }
    }

    @Override
    public String toString() {
        return element == KEY_DATA ? "DE 53/96" : "DE " + element;
    }
}
