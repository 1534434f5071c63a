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
        /** A rule forbids it; asking again never helps. */
        REFUSED,
        /** The PIN block is malformed or of another PAN; answer as for a wrong PIN. */
        BAD_PIN_BLOCK,
        /** Sealed data was altered, or sealed under another key or for another place. */
        BAD_SEAL,
        /** The module answered something it should not have. */
        MALFUNCTION
    }

    private final Reason reason;

    public HsmException(Reason reason, String subject, String detail) {
        super(reason + " " + subject + ": " + detail);
        this.reason = reason;
    }

    public HsmException(Reason reason, String subject, String detail, Throwable cause) {
        super(reason + " " + subject + ": " + detail, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
