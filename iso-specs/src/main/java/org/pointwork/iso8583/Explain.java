package org.pointwork.iso8583;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * Describes a message element by element for a person: offset, bytes, name, coding, and the value where it is known to
 * be harmless. Of a message whose structure is broken no value is shown at all, and none from the first impossible
 * element on: what stands in a wrong place may be part of a card number.
 */
public final class Explain {
    private static final String LINE = "%6d %5d  %-6s  %-40s  %-12s  %s";

    /**
     * @param lines for a terminal, none of them with card data
     * @param sound whether the message could be decoded
     */
    public record Explanation(List<String> lines, boolean sound) {}

    private record Span(int de, int offset, int end) {}

    private final Dialect dialect;
    private final StructureCheck structure;
    private final byte[] payload;
    private final List<String> lines = new ArrayList<>();
    private final List<Span> spans = new ArrayList<>();
    private final Fields.Editor read = Fields.NONE.edit();
    private Mti canonical = Body.NO_MTI;

    private Explain(Dialect dialect, byte[] payload) {
        this.dialect = dialect;
        this.structure = new StructureCheck(dialect);
        this.payload = payload;
    }

    public static Explanation of(Dialect dialect, byte[] payload) {
        return new Explain(dialect, payload).explanation();
    }

    private Explanation explanation() {
        lines.add(dialect + ", " + payload.length + " bytes");
        lines.add(
                String.format("%6s %5s  %-6s  %-40s  %-12s  %s", "offset", "bytes", "", "element", "coding", "value"));
        Optional<String> fault = fault();
        fault.ifPresent(lines::add);
        return new Explanation(List.copyOf(lines), fault.isEmpty());
    }

    private Optional<String> fault() {
        int at = 0;
        try {
            Mti mti = structure.mti(payload);
            Head head = dialect.head();
            at = head.mtiBytes();
            String asks = mti.asks() ? "asks for " + mti.answer() : "asks for no answer";
            canonical = dialect.edition().canonical(mti);
            lines.add(line(0, at, "MTI", "message type indicator", mtiCoding(head), mti + ", " + asks));
            Bitmap bitmap = structure.bitmap(payload);
            int end = at + head.bitmapBytes(bitmap);
            lines.add(line(at, end, "bitmap", "", bitmapCoding(head), elements(bitmap)));
            at = end;
            for (int de = 2; de <= bitmap.highest(); de++) {
                if (bitmap.has(de)) {
                    int start = at;
                    at = dialect.expected(de).read(payload, start, read);
                    spans.add(new Span(de, start, at));
                }
            }
        } catch (FormatException e) {
            describe(0);
            return Optional.of(broken(at, e.getMessage()));
        }
        if (at < payload.length) {
            describe(0);
            return Optional.of(broken(at, "message: " + (payload.length - at) + " bytes left over"));
        }
        return impossible();
    }

    private Optional<String> impossible() {
        Fields fields = read.done();
        Optional<FormatException> first = Stream.of(
                        fault(() -> FieldRules.check(dialect, fields)),
                        fault(() -> Parts.check(dialect, fields)),
                        fault(() -> SubElements.check(dialect, canonical, fields)))
                .flatMap(Optional::stream)
                .min(Comparator.comparingInt(FormatException::field));
        if (first.isEmpty()) {
            describe(spans.size());
            return Optional.empty();
        }
        int index = 0;
        while (spans.get(index).de() != first.get().field()) {
            index++;
        }
        describe(index);
        return Optional.of(broken(spans.get(index).offset(), first.get().getMessage()));
    }

    private interface Check {
        void run() throws FormatException;
    }

    private static Optional<FormatException> fault(Check check) {
        try {
            check.run();
            return Optional.empty();
        } catch (FormatException e) {
            return Optional.of(e);
        }
    }

    private static String broken(int offset, String why) {
        return "broken at offset " + offset + ": " + why;
    }

    private void describe(int trusted) {
        Fields fields = read.done();
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            Element element = dialect.element(span.de());
            String value = i < trusted ? Shown.value(element, fields) : "withheld";
            lines.add(line(span.offset(), span.end(), "DE " + span.de(), element.name(), element.coding(), value));
            if (i < trusted) {
                dialect.parts(span.de())
                        .ifPresent(parts -> parts("  " + span.de(), parts, Parts.value(fields, span.de())));
                subElements(span.de(), fields);
            }
        }
        if (trusted < spans.size()) {
            lines.add("values are withheld: in a broken message card data may stand anywhere");
        }
    }

    /** What an element is made of: no offsets, because its own value may be coded. */
    private void parts(String path, Dialect parts, byte[] value) {
        try {
            Fields fields = Parts.read(parts, value);
            for (int de = fields.next(2); de >= 0; de = fields.next(de + 1)) {
                Element element = parts.element(de);
                int part = de;
                lines.add(
                        part(path.strip() + '.' + de, element.name(), element.coding(), Shown.value(element, fields)));
                parts.parts(de).ifPresent(inner -> parts(path + '.' + part, inner, Parts.value(fields, part)));
            }
        } catch (FormatException e) {
            throw new IllegalStateException("parts were judged before they are shown", e);
        }
    }

    /** Those that are described, where they are judged at all. */
    private void subElements(int de, Fields fields) {
        if (!SubElements.concerns(canonical) || !dialect.subElements().containsKey(de)) {
            return;
        }
        try {
            for (SubElements.Found found :
                    dialect.subElements().get(de).read(de, Integer.toString(de), fields.text(de))) {
                lines.add(part(found.path(), found.known().name(), "", shown(found)));
            }
        } catch (FormatException e) {
            throw new IllegalStateException("sub-elements were judged before they are shown", e);
        }
    }

    private static String shown(SubElements.Found found) {
        return found.known().within().isPresent()
                ? ""
                : found.known().shown().value(found.known().rule(), found.value());
    }

    private static String part(String path, String name, String coding, String value) {
        return String.format("%12s  %-8s  %-38s  %-12s  %s", "", path, name, coding, value)
                .stripTrailing();
    }

    private static String mtiCoding(Head head) {
        return switch (head.mti()) {
            case ASCII -> "n4";
            case EBCDIC -> "n4 ebcdic";
            case BCD -> "n4 bcd";
            case NONE -> "";
        };
    }

    private static String bitmapCoding(Head head) {
        return switch (head.bitmap()) {
            case HEX -> "hex";
            case EBCDIC_HEX -> "ebcdic hex";
            case BITS -> "bits";
        };
    }

    private static String line(int offset, int end, String what, String name, String coding, String value) {
        return String.format(LINE, offset, end - offset, what, name, coding, value)
                .stripTrailing();
    }

    private static String elements(Bitmap bitmap) {
        StringJoiner elements = new StringJoiner(" ");
        for (int de = 2; de <= bitmap.highest(); de++) {
            if (bitmap.has(de)) {
                elements.add(Integer.toString(de));
            }
        }
        return elements.toString();
    }
}
