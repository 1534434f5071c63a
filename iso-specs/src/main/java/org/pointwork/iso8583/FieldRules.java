package org.pointwork.iso8583;

import java.time.DateTimeException;
import java.time.MonthDay;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.pointwork.model.Currency;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;

/**
 * What an element may hold, beyond its length. jPOS unpacks a letter in an amount or the 30th of February without a
 * word; every numeric element is judged here once.
 */
final class FieldRules {
    /** A rule and the sentence that goes with breaking it. */
    private record Rule(Predicate<String> holds, String otherwise) {}

    private static final Rule NUMERIC = new Rule(Digits::only, "must be all digits");
    private static final Rule TRACK2 = new Rule(t -> t.matches("[0-9]{8,19}[=D][0-9]*"), "is not a track 2");
    private static final Rule UTC_TIME =
            new Rule(t -> Digits.only(t) && isDate(t.substring(0, 4)) && isTime(t.substring(4)), "is not MMDDhhmmss");
    private static final Rule TIME = new Rule(t -> Digits.only(t) && isTime(t), "is not hhmmss");
    private static final Rule DATE = new Rule(t -> Digits.only(t) && isDate(t), "is not MMDD");
    private static final Rule EXPIRY = new Rule(t -> Digits.only(t) && isMonth(t.substring(2)), "is not YYMM");
    private static final Rule CURRENCY = new Rule(t -> Currency.of(t).isPresent(), "is not an ISO 4217 number");
    private static final Rule FEE = new Rule(t -> t.matches("[CD][0-9]+"), "must be C or D and digits");
    private static final Rule TRACE_TEXT =
            new Rule(t -> t.chars().allMatch(c -> c >= ' ' && c <= '~'), "must be printable");

    private static final Map<Integer, Rule> SPECIAL = Map.ofEntries(
            Map.entry(7, UTC_TIME),
            Map.entry(12, TIME),
            Map.entry(13, DATE),
            Map.entry(14, EXPIRY),
            Map.entry(15, DATE),
            Map.entry(16, DATE),
            Map.entry(17, DATE),
            Map.entry(28, FEE),
            Map.entry(29, FEE),
            Map.entry(30, FEE),
            Map.entry(31, FEE),
            Map.entry(35, TRACK2),
            Map.entry(37, TRACE_TEXT),
            Map.entry(38, TRACE_TEXT),
            Map.entry(39, TRACE_TEXT),
            Map.entry(41, TRACE_TEXT),
            Map.entry(49, CURRENCY));

    private static final Map<Integer, Rule> RULES = IntStream.of(
                    2, 3, 4, 5, 6, 8, 9, 10, 11, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 32, 33, 53, 66, 67, 68, 69, 70,
                    71, 72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83, 84, 85, 86, 87, 88, 89, 90, 99, 100)
            .boxed()
            .collect(Collectors.toMap(de -> de, _ -> NUMERIC));

    private FieldRules() {}

    /** @throws FormatException naming the first element that breaks its rule */
    static void check(Fields fields) throws FormatException {
        for (int de = 2; de <= 128; de++) {
            if (fields.has(de) && !allows(de, fields)) {
                throw new FormatException(de, rule(de).otherwise(), Optional.empty());
            }
        }
    }

    static boolean allows(int de, Fields fields) {
        Rule rule = rule(de);
        return rule == null || fields.isBinary(de) || rule.holds().test(fields.text(de));
    }

    private static Rule rule(int de) {
        return SPECIAL.getOrDefault(de, RULES.get(de));
    }

    private static boolean isMonth(String two) {
        int month = Integer.parseInt(two);
        return month >= 1 && month <= 12;
    }

    /** MMDD of some year: the 29th of February is a date, the 30th never is. */
    private static boolean isDate(String four) {
        try {
            MonthDay.of(Integer.parseInt(four.substring(0, 2)), Integer.parseInt(four.substring(2)));
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String six) {
        return Integer.parseInt(six.substring(0, 2)) < 24
                && Integer.parseInt(six.substring(2, 4)) < 60
                && Integer.parseInt(six.substring(4)) < 60;
    }
}
