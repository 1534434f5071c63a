package org.pointwork.model;

/** ASCII digits only: {@link Character#isDigit} would let other scripts' digits through. */
public final class Digits {
    private Digits() {}

    public static boolean only(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
