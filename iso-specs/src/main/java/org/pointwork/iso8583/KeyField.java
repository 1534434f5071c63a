package org.pointwork.iso8583;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pointwork.model.Fields;

/**
 * Where a partner's 0800 messages carry a working key under the zone master key, and how.
 *
 * <pre>
 *  a private element: 48, 46, 47, 60–63, 120–127            53/96, where the dialect's DE 96 is long enough (1993, 2003)
 *  +-----+----------------+-------------+                   DE 53 +----+--------+  DE 96 +-----------+-------------+
 *  | use |   cryptogram   | check value |                         | use| zeros  |        |cryptogram | check value |
 *  |  1  | 32 or 48 (hex) |   6 (hex)   |                         |  2 |   14   |        |  16 or 24 |      3      |
 *  +-----+----------------+-------------+                         +----+--------+        +-----------+-------------+
 *  use: P a PIN key, M a MAC key                            use: 01 a PIN key, 02 a MAC key
 * </pre>
 *
 * The use without the rest asks for a key.
 */
public final class KeyField {
    private static final Set<Integer> PRIVATE =
            Set.of(46, 47, 48, 60, 61, 62, 63, 120, 121, 122, 123, 124, 125, 126, 127);
    private static final Pattern TEXT = Pattern.compile("([PM])(?:([0-9A-F]{32}|[0-9A-F]{48})([0-9A-F]{6}))?");
    private static final int CONTROL = 53;
    private static final int KEY_DATA = 96;
    private static final int CHECK_VALUE_BYTES = 3;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private final int element; // 96: with DE 53

    private KeyField(int element) {
        this.element = element;
    }

    /** What a working key is for. */
    public enum Use {
        PIN('P', "0100000000000000"),
        MAC('M', "0200000000000000");

        private final char letter;
        private final String control;

        Use(char letter, String control) {
            this.letter = letter;
            this.control = control;
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
        Use use =
                switch (control) {
                    case String pin when pin.equals(Use.PIN.control) -> Use.PIN;
                    case String mac when mac.equals(Use.MAC.control) -> Use.MAC;
                    case String _ -> throw new FormatException(CONTROL, "neither a PIN key's nor a MAC key's");
                };
        byte[] data = fields.bytes(KEY_DATA);
        int keyBytes = data.length - CHECK_VALUE_BYTES;
        return switch (keyBytes) {
            case -CHECK_VALUE_BYTES -> new Wish(use);
            case 16, 24 -> new Key(use, Arrays.copyOf(data, keyBytes), HEX.formatHex(data, keyBytes, data.length));
            default -> throw new FormatException(KEY_DATA, "not a cryptogram and a check value");
        };
    }

    /** Puts a key, or the wish for one, into a message. */
    public void write(Fields.Editor into, Content content) {
        switch (content) {
            case Key(Use use, byte[] cryptogram, String checkValue) -> {
                if (element == KEY_DATA) {
                    into.set(CONTROL, use.control);
                    into.set(KEY_DATA, HEX.parseHex(HEX.formatHex(cryptogram) + checkValue));
                } else {
                    into.set(element, use.letter + HEX.formatHex(cryptogram) + checkValue);
                }
            }
            case Wish(Use use) -> {
                if (element == KEY_DATA) {
                    into.set(CONTROL, use.control);
                } else {
                    into.set(element, String.valueOf(use.letter));
                }
            }
            case Nothing() -> {}
        }
    }

    @Override
    public String toString() {
        return element == KEY_DATA ? "DE 53/96" : "DE " + element;
    }
}
