package org.pointwork.hsm;

import java.util.regex.Pattern;

/** How an issuer tells a right PIN from a wrong one. */
public sealed interface PinMethod {

    /** The label of the key that it works with. */
    String label();

    /**
     * Visa PIN verification value: 4 digits.
     *
     * @param keyIndex which of the issuer's keys, 1 to 6 (PVKI)
     */
    record VisaPvv(PvvKey key, int keyIndex) implements PinMethod {
        public VisaPvv {
            if (keyIndex < 1 || keyIndex > 6) {
                throw new IllegalArgumentException("a PIN verification key index is 1 to 6");
            }
        }

        @Override
        public String label() {
            return key.label();
        }
    }

    /**
     * IBM 3624 with an offset, which has as many digits as the PIN. The validation data is part of the PAN.
     *
     * @param decimalization 16 digits: what the hex digits 0 to F become
     * @param panStart where the validation data starts in the PAN, from 0
     * @param panLength how many digits of the PAN are taken, 1 to 16
     * @param pad the hex digit that fills the validation data up to 16
     */
    record Ibm3624(OffsetKey key, String decimalization, int panStart, int panLength, char pad) implements PinMethod {
        private static final Pattern TABLE = Pattern.compile("[0-9]{16}");

        public Ibm3624 {
            if (!TABLE.matcher(decimalization).matches()) {
                throw new IllegalArgumentException("a decimalization table is 16 digits");
            }
            if (panStart < 0 || panLength < 1 || panLength > 16) {
                throw new IllegalArgumentException("validation data is 1 to 16 digits of the PAN");
            }
            if (Character.digit(pad, 16) < 0) {
                throw new IllegalArgumentException("validation data is filled up with a hex digit");
            }
        }

        @Override
        public String label() {
            return key.label();
        }
    }
}
