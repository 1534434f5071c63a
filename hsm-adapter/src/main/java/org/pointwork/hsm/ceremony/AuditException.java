package org.pointwork.hsm.ceremony;

/** A trail that was altered, or cannot be read or written. */
public final class AuditException extends RuntimeException {
    private static final long serialVersionUID = 1;

    AuditException(String what) {
        super(what);
    }

    AuditException(String what, Throwable cause) {
        super(what, cause);
    }
}
