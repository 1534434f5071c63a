package org.pointwork.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a business day came to in one currency, as a reconciliation says it (ISO 8583:1987, 4.3.74 to 4.3.97). Credits and
 * debits are all that was approved; what was taken back of them is counted beside them. Amounts are minor units.
 *
 * <pre>
 *  DE 74, 86  credits, number and amount         DE 75, 87  their reversals
 *  DE 76, 88  debits, number and amount          DE 77, 89  their reversals
 *  DE 81      authorizations, number             DE 97      the net: C or D and sixteen digits
 * </pre>
 */
public record DayTotals(Sum credits, Sum creditReversals, Sum debits, Sum debitReversals, long authorizations) {
    public static final DayTotals NONE = new DayTotals(Sum.NONE, Sum.NONE, Sum.NONE, Sum.NONE, 0);

    private static final int AUTHORIZATIONS = 81;
    private static final int NET = 97;
    private static final int[] NEEDED = {74, 75, 76, 77, 86, 87, 88, 89, NET};

    public record Sum(long count, long minor) {
        public static final Sum NONE = new Sum(0, 0);

        public Sum plus(Sum other) {
            return new Sum(count + other.count, Math.addExact(minor, other.minor));
        }
    }

    public DayTotals plus(DayTotals other) {
        return new DayTotals(
                credits.plus(other.credits),
                creditReversals.plus(other.creditReversals),
                debits.plus(other.debits),
                debitReversals.plus(other.debitReversals),
                authorizations + other.authorizations);
    }

    /** Credits less debits, of what stands. */
    public long netMinor() {
        return credits.minor - creditReversals.minor - debits.minor + debitReversals.minor;
    }

    /** The first element that a reconciliation lacks: without each of them nobody can tell whether it is in balance. */
    public static Optional<Integer> missing(Fields fields) {
        for (int de : NEEDED) {
            if (!fields.has(de)) {
                return Optional.of(de);
            }
        }
        return Optional.empty();
    }

    /** What a message says in the elements of totals, as it says it. */
    public static Map<Integer, String> said(Fields fields) {
        Map<Integer, String> said = new TreeMap<>();
        for (int de : NEEDED) {
            if (fields.has(de)) {
                said.put(de, fields.text(de));
            }
        }
        if (fields.has(AUTHORIZATIONS)) {
            said.put(AUTHORIZATIONS, fields.text(AUTHORIZATIONS));
        }
        return said;
    }

    /** As elements of a message. */
    public Map<Integer, String> elements() {
        Map<Integer, String> elements = new TreeMap<>();
        put(elements, 74, credits);
        put(elements, 75, creditReversals);
        put(elements, 76, debits);
        put(elements, 77, debitReversals);
        elements.put(AUTHORIZATIONS, "%010d".formatted(authorizations));
        elements.put(NET, (netMinor() < 0 ? 'D' : 'C') + "%016d".formatted(Math.abs(netMinor())));
        return elements;
    }

    private static void put(Map<Integer, String> elements, int numberDe, Sum sum) {
        elements.put(numberDe, "%010d".formatted(sum.count));
        elements.put(numberDe + 12, "%016d".formatted(sum.minor)); // DE 86 is of DE 74, 87 of 75, and so on
    }

    /** Each element in which others say something else: {@code DE 88: 12300 there, 10000 here}. */
    public static List<String> differences(Map<Integer, String> ours, Map<Integer, String> theirs) {
        List<String> differences = new ArrayList<>();
        theirs.forEach((de, text) -> {
            long there = value(text);
            long here = value(ours.getOrDefault(de, "0"));
            if (there != here) {
                differences.add("DE " + de + ": " + there + " there, " + here + " here");
            }
        });
        return differences;
    }

    private static long value(String text) {
        return switch (text.charAt(0)) {
            case 'C' -> Long.parseLong(text.substring(1));
            case 'D' -> -Long.parseLong(text.substring(1));
            default -> Long.parseLong(text);
        };
    }
}
