package org.pointwork.iso8583;

import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Predicate;
import org.pointwork.model.Currency;
import org.pointwork.model.Digits;

/** What the text of an element may be, and the phrase that goes with breaking it. Plain loops: every message pays. */
enum Rule {
    ANY("", _ -> true),
    DIGITS("must be all digits", Digits::only),
    HEXADECIMAL("must be hexadecimal", Rule::isHexadecimal),
    TRACK2("is not a track 2", Track2::isWellFormed),
    UTC_TIME("is not MMDDhhmmss", t -> t.length() == 10 && Digits.only(t) && isDate(t, 0) && isTime(t, 4)),
    TIME("is not hhmmss", t -> t.length() == 6 && Digits.only(t) && isTime(t, 0)),
    DATE("is not MMDD", t -> t.length() == 4 && Digits.only(t) && isDate(t, 0)),
    EXPIRY("is not YYMM", t -> t.length() == 4 && Digits.only(t) && isMonth(two(t, 2))),
    LOCAL_TIME("is not YYMMDDhhmmss", t -> t.length() == 12 && Digits.only(t) && isDate(t, 2) && isTime(t, 6)),
    CENTURY_TIME("is not CCYYMMDDhhmmss", t -> t.length() == 14 && Digits.only(t) && isDate(t, 4) && isTime(t, 8)),
    FULL_DATE("is not YYMMDD", t -> t.length() == 6 && Digits.only(t) && isDate(t, 2)),
    CENTURY_DATE("is not CCYYMMDD", t -> t.length() == 8 && Digits.only(t) && isDate(t, 4)),
    MONEY("is not a currency, its decimals and an amount", t -> t.length() == 16 && Digits.only(t) && isCurrency(t)),
    CURRENCY("is not an ISO 4217 number", t -> Currency.of(t).isPresent()),
    /** Who begins (C the cardholder, M the merchant), then what for: C101 and M101 to M208. */
    CREDENTIAL_USE("does not say who uses a stored credential and what for", Rule::isCredentialUse),
    /** A verification value of three or four digits, or blanks, in the first four places. */
    VERIFICATION_FIRST("must begin with a verification value or blanks", Rule::beginsWithVerification),
    SIGNED("must be C or D and digits", t -> isSign(t) && Digits.only(t.substring(1))),
    CHIP_OBJECTS("is not BER-TLV", BerTlv::isSequence),
    CHIP_DATA("is not BER-TLV", BerTlv::isWellFormed),
    PRINTABLE("must be printable", Rule::isPrintable);

    private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private final String otherwise;
    private final Predicate<String> holds;

    Rule(String otherwise, Predicate<String> holds) {
        this.otherwise = otherwise;
        this.holds = holds;
    }

    /** @throws IllegalArgumentException where a specification names none of these */
    static Rule named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
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
    private static boolean isDate(String digits, int at) {
        int month = two(digits, at);
        int day = two(digits, at + 2);
        return isMonth(month) && day >= 1 && day <= DAYS[month - 1];
    }

    private static boolean isTime(String digits, int at) {
        return two(digits, at) < 24 && two(digits, at + 2) < 60 && two(digits, at + 4) < 60;
    }

    private static boolean isCurrency(String money) {
        return Currency.of(money.substring(0, 3))
                .filter(currency -> currency.exponent() == money.charAt(3) - '0')
                .isPresent();
    }

    private static boolean isSign(String text) {
        return !text.isEmpty() && (text.charAt(0) == 'C' || text.charAt(0) == 'D');
    }

    private static boolean isHexadecimal(String text) {
        return text.chars().allMatch(HexFormat::isHexDigit);
    }

    private static boolean isCredentialUse(String text) {
        return text.length() == 4
                && (text.charAt(0) == 'C' || text.charAt(0) == 'M')
                && (text.charAt(1) == '1' || text.charAt(1) == '2')
                && Digits.only(text.substring(2));
    }

    private static boolean beginsWithVerification(String text) {
        String value = text.length() < 4 ? "" : text.substring(0, 4).stripTrailing();
        return text.length() >= 4
                && isPrintable(text)
                && (value.isEmpty() || value.length() >= 3 && Digits.only(value));
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
