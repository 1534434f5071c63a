package org.pointwork.model;

/**
 * A message type indicator (ISO 8583:1987, 4.1.1): version, class, function, origin.
 *
 * @param digits four digits
 */
public record Mti(String digits) {
    public Mti {
        if (digits.length() != 4 || !Digits.only(digits)) {
            throw new IllegalArgumentException("an MTI has four digits");
        }
    }

    private static Mti of(int number) {
        return new Mti(Digits.shared(number, 4));
    }

    /** The four digits as a number: class and function of {@code 0421} are {@code 421 / 10}. */
    int number() {
        return Integer.parseInt(digits);
    }

    public char messageClass() {
        return digits.charAt(1);
    }

    private int function() {
        return digits.charAt(2) - '0';
    }

    private int origin() {
        return digits.charAt(3) - '0';
    }

    /** Requests (function 0) and advices (2) ask for an answer; responses, notifications and reserved ones do not. */
    public boolean asks() {
        return function() == 0 || isAdvice();
    }

    public boolean isAdvice() {
        return function() == 2;
    }

    /** 0300 and 0302, and their repeats: an issuer asks as an acquirer does. */
    public boolean isFileAction() {
        return messageClass() == '3' && function() == 0 && origin() <= 3;
    }

    public boolean isRepeat() {
        return origin() % 2 == 1;
    }

    /**
     * {@code 0200} → {@code 0210}, {@code 0421} → {@code 0430}: an answer to a repeat is not itself a repeat.
     *
     * @throws IllegalStateException where this {@link #asks} for none
     */
    public Mti answer() {
        if (!asks()) {
            throw new IllegalStateException(digits + " asks for no answer");
        }
        return of(number() + 10 - number() % 2);
    }

    /** {@code 0420} → {@code 0421}: the same message sent again. */
    public Mti repeat() {
        return isRepeat() ? this : of(number() + 1);
    }

    /** {@code 0200} → {@code 0220}: it has happened, be told. */
    public Mti advice() {
        return of(number() / 100 * 100 + 20);
    }

    /**
     * What a message is a duplicate within: a repeat folds into its original, and request and advice of one reversal
     * are the same reversal.
     */
    public String duplicateClass() {
        return messageClass() == '4' ? "4" : Digits.shared(number() / 10 % 100, 2);
    }

    @Override
    public String toString() {
        return digits;
    }
}
