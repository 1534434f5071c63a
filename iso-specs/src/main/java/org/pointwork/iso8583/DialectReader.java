package org.pointwork.iso8583;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pointwork.iso8583.Head.BitmapForm;
import org.pointwork.iso8583.Head.MtiForm;

/**
 * Reads a dialect: how it codes each kind of element, and a row for each element that it codes otherwise. Its other
 * rows come from a table of elements, which says what they are in the edition.
 *
 * <pre>
 *  like iso87-ascii        # begin with all that another dialect says
 *  bitmap bits
 *  41 ans16  -  printable  yes  card acceptor terminal identification
 * </pre>
 */
final class DialectReader {
    private static final Pattern FORMAT = Pattern.compile("(x\\+n|ans|anp|an|as|ns|a|n|z|b|tlv)(\\.{2,6})?(\\d{1,5})");
    private static final Pattern ROW = Pattern.compile("(\\d{1,3})\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(\\S+)\\s+(.+)");
    private static final List<String> SETTINGS =
            List.of("edition", "mti", "bitmap", "both-halves", "length", "n", "n..", "text", "x+n", "z", "b", "b..");

    private final Specifications files;
    private final String name;
    private final Map<String, String> settings = new HashMap<>();
    private final Map<Integer, Row> rows = new TreeMap<>();
    private final Map<Integer, Dialect> parts = new HashMap<>();
    private final Map<Integer, SubElements> subElements = new TreeMap<>();

    /** One element as a file has it. */
    private record Row(String format, String coding, String rule, String shown, String name) {}

    DialectReader(Specifications files, String name) {
        this.files = files;
        this.name = name;
    }

    /** @throws IllegalArgumentException naming file and line of what cannot be understood */
    Dialect read() {
        lines(name + ".dialect");
        Map<Integer, Element> elements = new TreeMap<>();
        rows.forEach((de, row) -> elements.put(de, element(de, row)));
        subElements.keySet().forEach(de -> requireText(elements, de));
        Head head = new Head(
                MtiForm.named(setting("mti")),
                BitmapForm.named(setting("bitmap")),
                settings.getOrDefault("both-halves", "no").equals("yes"));
        return new Dialect(name, files.edition(setting("edition")), head, elements, parts, subElements);
    }

    private void requireText(Map<Integer, Element> elements, int de) {
        if (!elements.containsKey(de) || elements.get(de).content().isBinary()) {
            throw new IllegalArgumentException(name + ".dialect: DE " + de + " is no text that has sub-elements");
        }
    }

    private void lines(String file) {
        int number = 0;
        for (String line : files.file(file)) {
            number++;
            try {
                if (!line.isEmpty()) {
                    line(line);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ", line " + number + ": " + e.getMessage(), e);
            }
        }
    }

    private void line(String line) {
        Matcher row = ROW.matcher(line);
        if (row.matches()) {
            Row read = new Row(row.group(2), row.group(3), row.group(4), row.group(5), row.group(6));
            int de = Integer.parseInt(row.group(1));
            element(de, read);
            rows.put(de, read);
            return;
        }
        String[] words = line.split("\\s+");
        if (words.length == 3 && words[0].equals("parts")) {
            parts.put(Integer.parseInt(words[1]), files.dialect(words[2]));
        } else if (words.length == 3 && words[0].equals("subelements")) {
            subElements.put(Integer.parseInt(words[1]), files.subElements(words[2]));
        } else if (words.length == 2 && words[0].equals("like")) {
            lines(words[1] + ".dialect");
        } else if (words.length == 2 && words[0].equals("elements")) {
            lines(words[1] + ".elements");
        } else if (words.length == 2 && words[0].equals("without")) {
            rows.remove(Integer.parseInt(words[1]));
        } else if (words.length == 2 && SETTINGS.contains(words[0])) {
            settings.put(words[0], words[1]);
        } else {
            throw new IllegalArgumentException(
                    "not a row (element, format, coding, rule, shown, name), nor one of like, elements, without, parts, subelements, "
                            + String.join(", ", SETTINGS));
        }
    }

    private Element element(int de, Row row) {
        Matcher format = FORMAT.matcher(row.format());
        if (de < 2 || de > Dialect.HIGHEST || !format.matches()) {
            throw new IllegalArgumentException("DE " + de + " cannot be a " + row.format());
        }
        String kind = format.group(1);
        boolean varies = format.group(2) != null;
        int length = Integer.parseInt(format.group(3)) + (kind.equals("x+n") ? 1 : 0);
        String[] coding = row.coding().split("/", 2);
        Content content = content(kind, varies, coding[0].equals("-") ? setting(kind, varies) : coding[0]);
        String prefix = coding.length == 2 ? coding[1] : setting("length");
        return new Element(
                de,
                row.name(),
                varies ? Prefix.of(Prefix.Form.named(prefix), format.group(2).length(), length) : Prefix.NONE,
                content,
                kind.equals("z"),
                length,
                Rule.named(row.rule()),
                Shown.named(row.shown()));
    }

    private String setting(String kind, boolean varies) {
        return switch (kind) {
            case "n", "b" -> setting(varies ? kind + ".." : kind);
            case "z", "x+n" -> setting(kind);
            case "tlv" -> "bytes";
            default -> setting("text");
        };
    }

    private String setting(String key) {
        String value = settings.get(key);
        if (value == null) {
            throw new IllegalArgumentException(name + ".dialect does not say \"" + key + "\" before it is needed");
        }
        return value;
    }

    private static Content content(String kind, boolean varies, String coding) {
        return switch (kind + ' ' + coding) {
            case "n ascii" -> varies ? Content.TEXT : Content.NUMBER;
            case "n ebcdic" -> varies ? Content.EBCDIC_TEXT : Content.EBCDIC_NUMBER;
            case "n bcd", "z bcd" -> Content.BCD_LEFT_PADDED;
            case "n bcd-right", "z bcd-right" -> Content.BCD_RIGHT_PADDED;
            case "x+n ascii" -> Content.SIGN_NUMBER;
            case "x+n ebcdic" -> Content.EBCDIC_SIGN_NUMBER;
            case "x+n bcd" -> Content.SIGN_BCD;
            case "b hex" -> Content.HEX;
            case "b ebcdic-hex" -> Content.EBCDIC_HEX;
            case "b bytes" -> varies ? Content.RAW : Content.BYTES;
            case "tlv bytes" -> Content.TLV;
            default -> text(kind, coding);
        };
    }

    private static Content text(String kind, String coding) {
        boolean isText = !List.of("n", "x+n", "b", "tlv").contains(kind);
        if (isText && coding.equals("ascii")) {
            return Content.TEXT;
        }
        if (isText && coding.equals("ebcdic")) {
            return Content.EBCDIC_TEXT;
        }
        throw new IllegalArgumentException("\"" + coding + "\" is no coding of " + kind);
    }
}
