package org.pointwork.journal;

/** The journal cannot promise durability now. Whatever depended on it must not become visible. */
public final class JournalException extends RuntimeException {
    public JournalException(String why) {
        super(why);
    }

    public JournalException(String why, Throwable cause) {
        super(why, cause);
    }
}
