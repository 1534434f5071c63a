package org.pointwork.iso8583;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pointwork.iso8583.PlainConversion.End;
import org.pointwork.iso8583.PosDataConversion.Codes;

/**
 * Reads what the numbers of an edition mean in 1987's.
 *
 * <pre>
 *  version 1
 *  origin-four 38           # classes of message with origin 4 or 5
 *  same 2-11 14 16          # elements of the same meaning
 *  local-time 12 12         # an element of 12 digits against DE 12 and 13
 *  date-of 28 6 15 5        # a date against another element, in class 5
 *  codes 39 39 action       # one code for another, by a table
 *  codes-of 39 39 done 4 action   # in class 4 by this table; and by the other where this says nothing
 *  code action 00 000       # a row of it: 1987's code, this edition's; the first row of a code counts
 * </pre>
 */
final class EditionReader {
    /** In a table of codes: whatever has no row of its own. */
    private static final String OTHERS = "*";

    private final String name;
    private final Map<String, Map<String, String>> in = new HashMap<>();
    private final Map<String, Map<String, String>> out = new HashMap<>();
    private final List<Integer> same = new ArrayList<>();
    private final List<Conversion> conversions = new ArrayList<>();
    private char version;
    private String originFour = "";

    private EditionReader(String name) {
        this.name = name;
    }

    /** @throws IllegalArgumentException naming file and line of what cannot be understood */
    static Edition read(String name, List<String> lines) {
        EditionReader reader = new EditionReader(name);
        lines.stream()
                .map(line -> line.split("\\s+"))
                .filter(words -> words[0].equals("code"))
                .forEach(reader::code);
        int number = 0;
        for (String line : lines) {
            number++;
            try {
                reader.line(line.split("\\s+"));
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException(name + ".edition, line " + number + ": " + e.getMessage(), e);
            }
        }
        return new Edition(
                name, reader.version, reader.originFour, List.copyOf(reader.same), List.copyOf(reader.conversions));
    }

    private void code(String[] words) {
        in.computeIfAbsent(words[1], _ -> new HashMap<>()).putIfAbsent(words[3], words[2]);
        out.computeIfAbsent(words[1], _ -> new HashMap<>()).putIfAbsent(words[2], words[3]);
    }

    private void line(String[] words) {
        switch (words[0]) {
            case "", "code" -> {
                // a comment, or a row that was read before
            }
            case "version" -> version = words[1].charAt(0);
            case "origin-four" -> originFour = words[1];
            case "same" -> same(words);
            default -> conversions.add(conversion(words));
        }
    }

    private void same(String[] words) {
        for (int i = 1; i < words.length; i++) {
            String[] ends = words[i].split("-");
            for (int de = Integer.parseInt(ends[0]); de <= Integer.parseInt(ends[ends.length - 1]); de++) {
                same.add(de);
            }
        }
    }

    private Conversion conversion(String[] words) {
        int de = Integer.parseInt(words[1]);
        return switch (words[0]) {
            case "local-time" -> time(de, Integer.parseInt(words[2]));
            case "date-of" -> dateOf(de, Integer.parseInt(words[2]), Integer.parseInt(words[3]), words[4]);
            case "move" -> new PlainConversion(de, Integer.parseInt(words[2]), Integer.MAX_VALUE, End.FIRST);
            case "first" -> new PlainConversion(de, de, Integer.parseInt(words[2]), End.FIRST);
            case "last" -> new PlainConversion(de, de, Integer.parseInt(words[2]), End.LAST);
            case "codes" -> codes(de, Integer.parseInt(words[2]), words[3], "", "");
            case "codes-of" -> codes(de, Integer.parseInt(words[2]), words[3], words[4], words[words.length - 1]);
            case "default" -> new DefaultConversion(de, Map.copyOf(out.get(words[2])));
            case "original" -> original(de, Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "key-control" -> new KeyControlConversion(de);
            case "key-data" -> new KeyDataConversion(de);
            case "partial" -> new PartialConversion(de);
            case "replacement" -> new ReplacementConversion(de);
            case "pos-data" -> new PosDataConversion(de, codes(words[2]), codes(words[3]), codes(words[4]));
            case "read-method" -> new ReadMethodConversion(de, codes(words[2]), codes(words[3]));
            case "money" -> new MoneyConversion(de, Integer.parseInt(words[2]));
            case "additional-amounts" -> new AdditionalAmountsConversion(de);
            case "acceptor" -> new AcceptorConversion(de, Specifications.ours().dialect(words[2]));
            default -> throw new IllegalArgumentException("there is no conversion called \"" + words[0] + '"');
        };
    }

    private static Conversion dateOf(int de, int length, int dateDe, String classes) {
        Conversion date = new DateConversion(de, length, dateDe, 0, Clock.systemUTC());
        return new OfClasses(date, classes);
    }

    private static DateConversion time(int de, int length) {
        return new DateConversion(de, length, 13, 12, Clock.systemUTC());
    }

    private OriginalConversion original(int de, int stanDigits, int timeDigits) {
        return new OriginalConversion(de, stanDigits, timeDigits, time(12, timeDigits), version);
    }

    /** @param readAlso a table for what has no row in the first, on the way in alone */
    private CodeConversion codes(int de, int becomes, String table, String classes, String readAlso) {
        Map<String, String> read = new HashMap<>(in.getOrDefault(readAlso, Map.of()));
        read.putAll(in.get(table));
        Map<String, String> written = new HashMap<>(out.get(table));
        String otherwise = written.getOrDefault(OTHERS, "");
        read.values().removeIf(OTHERS::equals);
        written.remove(OTHERS);
        return new CodeConversion(de, becomes, classes, Map.copyOf(read), Map.copyOf(written), otherwise);
    }

    private Codes codes(String table) {
        Map<String, String> read = in.get(table);
        Map<String, String> written = out.get(table);
        return new Codes(read, written, read.get(OTHERS), written.get(OTHERS));
    }
}
