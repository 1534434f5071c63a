package org.pointwork.hsm;

/**
 * Why the module did not do what it was asked. The message names the key's label, the reason and the rule, and never
 * carries key, PIN or PAN bytes.
 */
public final class HsmException extends RuntimeException {

    /** What kind of trouble it is, and so what would help. */
    public enum Reason {
        /** The module or its token cannot be reached; it is tried again by itself. */
        UNAVAILABLE,
        /** Too many are waiting, or waited too long; shed load. */
        BUSY,
        /** No such key in the token; an operator must load it. */
        KEY_MISSING,
        /** A rule forbids it; asking again never helps. {@link #fault()} names the kind of rule. */
        REFUSED,
        /** This module cannot do it, see {@link Hsm#capabilities()}; another could. */
        UNSUPPORTED,
        /** The PIN block is malformed or of another PAN; answer as for a wrong PIN. */
        BAD_PIN_BLOCK,
        /** Sealed data was altered, or sealed under another key or for another place. */
        BAD_SEAL,
        /** The module answered something it should not have. */
        MALFUNCTION
    }

    /** The kind of rule that a refused input breaks. */
    public enum Fault {
        /** Too many bytes or digits, or too few. */
        LENGTH,
        /** A TDEA key with a byte of even parity. */
        PARITY,
        /** A weak or degenerate key. */
        WEAK_KEY,
        /** The check value is another. */
        CHECK_VALUE,
        /** The key, or the key block, is for something else. */
        USAGE,
        /** The key's algorithm does not do this. */
        ALGORITHM,
        /** Not digits, not a block, not what the standard says it looks like. */
        FORMAT,
        /** ISO 9564-1 forbids to turn the one PIN block format into the other. */
        FORBIDDEN_TRANSLATION,
        /** A MAC, a cryptogram or a key block is not authentic. */
        NOT_AUTHENTIC,
        /** Standards allow it, the configuration does not. */
        POLICY,
        /** None of these. */
        OTHER
    }

    private final Reason reason;
    private final Fault fault;

    public HsmException(Reason reason, String subject, String detail) {
        super(reason + " " + subject + ": " + detail);
        this.reason = reason;
        this.fault = Fault.OTHER;
    }

    public HsmException(Reason reason, String subject, String detail, Throwable cause) {
        super(reason + " " + subject + ": " + detail, cause);
        this.reason = reason;
        this.fault = Fault.OTHER;
    }

    private HsmException(Fault fault, String subject, String detail) {
        super(Reason.REFUSED + " " + subject + ": " + detail);
        this.reason = Reason.REFUSED;
        this.fault = fault;
    }

    /** REFUSED for an input that breaks a rule; {@code detail} states the rule and never what was given. */
    public static HsmException refused(Fault fault, String subject, String detail) {
        return new HsmException(fault, subject, detail);
    }

    /** The kind of rule behind a REFUSED. */
    public Fault fault() {
        return fault;
    }

    public Reason reason() {
        return reason;
    }
}
