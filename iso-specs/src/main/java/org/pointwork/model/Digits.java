package org.pointwork.model;

/** ASCII digits only: {@link Character#isDigit} would let other scripts' digits through. */
public final class Digits {
    /** The longest text that is {@link #shared}. */
    public static final int SHARED = 4;

    private static final String[][] TEXTS = {
        {""}, new String[10], new String[100], new String[1_000], new String[10_000]
    };

    private Digits() {}

    public static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /**
     * A number with leading zeros, the same object every time: every message has a type, dates, an entry mode and a
     * currency, and there are few different ones.
     *
     * @param digits how many, up to {@link #SHARED}
     * @throws IndexOutOfBoundsException where the number has more
     */
    public static String shared(int number, int digits) {
        String[] texts = TEXTS[digits];
        String text = texts[number];
        if (text == null) {
            String plain = Integer.toString(number);
            text = "0".repeat(digits - plain.length()) + plain;
            texts[number] = text; // whoever else makes it meanwhile makes an equal one
        }
        return text;
    }
}
