package org.pointwork.hsm;

/**
 * An issuer master key, from which the keys of single chip cards are derived (EMV Book 2, A1.4), and nothing else.
 *
 * @param role what the cards' keys are for; a key of one role is never found for another
 */
public record IssuerKey(String label, Role role) implements KeyRef {

    /** What the keys that are derived do on the card. */
    public enum Role {
        /** Application cryptograms: ARQC, ARPC. */
        CRYPTOGRAM("imk-ac"),
        /** The MAC of issuer scripts. */
        SCRIPT_MAC("imk-smi"),
        /** The confidential data of issuer scripts, such as a new PIN. */
        SCRIPT_DATA("imk-smc"),
        /** Dynamic card verification codes: CVC3, dCVV. */
        DYNAMIC_CODE("imk-dcv");

        private final String purpose;

        Role(String purpose) {
            this.purpose = purpose;
        }

        /** As in {@link KeyRef#purpose()}. */
        public String purpose() {
            return purpose;
        }
    }

    public IssuerKey {
        KeyRef.requireLabel(label);
    }
}
