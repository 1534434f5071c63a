package org.pointwork.iso8583;

import java.util.function.Predicate;
import org.pointwork.model.Currency;
import org.pointwork.model.Digits;

/** What the text of an element may be, and the phrase that goes with breaking it. Plain loops: every message pays. */
enum Rule {
    ANY("", _ -> true),
    NUMERIC("must be all digits", Digits::only),
    TRACK2("is not a track 2", Track2::isWellFormed),
    UTC_TIME("is not MMDDhhmmss", t -> t.length() == 10 && Digits.only(t) && isDate(t) && isTime(t, 4)),
    TIME("is not hhmmss", t -> t.length() == 6 && Digits.only(t) && isTime(t, 0)),
    DATE("is not MMDD", t -> t.length() == 4 && Digits.only(t) && isDate(t)),
    EXPIRY("is not YYMM", t -> t.length() == 4 && Digits.only(t) && isMonth(two(t, 2))),
    CURRENCY("is not an ISO 4217 number", t -> Currency.of(t).isPresent()),
    SIGNED("must be C or D and digits", t -> isSign(t) && Digits.only(t.substring(1))),
    CHIP_DATA("is not BER-TLV", BerTlv::isWellFormed),
    PRINTABLE("must be printable", Rule::isPrintable);

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final String otherwise;
    private final Predicate<String> holds;

    Rule(String otherwise, Predicate<String> holds) {
        this.otherwise = otherwise;
        this.holds = holds;
    }

    boolean holds(String text) {
        return holds.test(text);
    }

    String otherwise() {
        return otherwise;
    }

    private static int two(String digits, int at) {
        return (digits.charAt(at) - '0') * 10 + digits.charAt(at + 1) - '0';
    }

    private static boolean isMonth(int month) {
        return month >= 1 && month <= 12;
    }

    /** MMDD of some year: the 29th of February is a date, the 30th never is. */
    private static boolean isDate(String digits) {
        int month = two(digits, 0);
        int day = two(digits, 2);
        return isMonth(month) && day >= 1 && day <= DAYS[month - 1];
    }

    private static boolean isTime(String digits, int at) {
        return two(digits, at) < 24 && two(digits, at + 2) < 60 && two(digits, at + 4) < 60;
    }

    private static boolean isSign(String text) {
        return !text.isEmpty() && (text.charAt(0) == 'C' || text.charAt(0) == 'D');
    }

    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
