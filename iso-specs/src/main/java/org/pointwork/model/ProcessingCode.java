package org.pointwork.model;

/**
 * DE 3: what is asked for, and from which account to which.
 *
 * @param digits six digits: transaction type, from-account type, to-account type
 */
public record ProcessingCode(String digits) {
    public static final ProcessingCode NONE = new ProcessingCode("");

    public Purpose purpose() {
        return Purpose.of(digits);
    }
}
