package org.pointwork.iso8583;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pointwork.iso8583.SubElements.Known;

/**
 * Reads a file of sub-elements: their patterns, and a row for each that is described.
 *
 * <pre>
 *  lead ?
 *  each TTLL
 *  43 28-32  printable  no  universal cardholder authentication field
 *  within 22 cis-de48-22   # and what is described is made of these
 * </pre>
 */
final class SubElementsReader {
    private static final Pattern ROW =
            Pattern.compile("(\\S+)\\s+(\\d{1,5})(?:-(\\d{1,5}))?\\s+(\\S+)\\s+(\\S+)\\s+(.+)");

    private final Specifications files;
    private final Map<String, Known> known = new HashMap<>();
    private String lead = "";
    private String each = "";

    private SubElementsReader(Specifications files) {
        this.files = files;
    }

    /** @throws IllegalArgumentException naming file and line of what cannot be understood */
    static SubElements read(Specifications files, String name) {
        String file = name + ".subelements";
        SubElementsReader reader = new SubElementsReader(files);
        int number = 0;
        for (String line : files.file(file)) {
            number++;
            try {
                if (!line.isEmpty()) {
                    reader.line(line);
                }
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(file + ", line " + number + ": " + e.getMessage(), e);
            }
        }
        try {
            return new SubElements(reader.lead, reader.each, reader.known);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    private void line(String line) {
        String[] words = line.split("\\s+");
        if (words.length == 2 && words[0].equals("lead")) {
            lead = words[1];
        } else if (words.length == 2 && words[0].equals("each")) {
            each = words[1];
        } else if (words.length == 3 && words[0].equals("within")) {
            within(words[1], read(files, words[2]));
        } else {
            row(line);
        }
    }

    private void within(String tag, SubElements parts) {
        Known whole = known.get(tag);
        if (whole == null) {
            throw new IllegalArgumentException(tag + " has no row before this");
        }
        known.put(
                tag,
                new Known(
                        tag,
                        whole.shortest(),
                        whole.longest(),
                        whole.rule(),
                        whole.shown(),
                        whole.name(),
                        Optional.of(parts)));
    }

    private void row(String line) {
        Matcher row = ROW.matcher(line);
        if (!row.matches()) {
            throw new IllegalArgumentException(
                    "not a row (tag, length or shortest-longest, rule, shown, name), nor one of lead, each, within");
        }
        int shortest = Integer.parseInt(row.group(2));
        int longest = row.group(3) == null ? shortest : Integer.parseInt(row.group(3));
        Rule rule = Rule.named(row.group(4));
        known.put(
                row.group(1),
                new Known(
                        row.group(1),
                        shortest,
                        longest,
                        rule,
                        Shown.named(row.group(5)),
                        row.group(6),
                        Optional.empty()));
    }
}
