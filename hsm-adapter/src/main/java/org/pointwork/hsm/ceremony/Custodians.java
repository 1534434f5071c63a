package org.pointwork.hsm.ceremony;

/** The people at the terminal, one after the other. */
public interface Custodians {

    /** Says something to whoever sits there. */
    void say(String line);

    /** The name of whoever sits down now. */
    String name(String prompt);

    /** Hex digits, typed without an echo; the caller wipes them. */
    char[] component(String prompt);

    /** Whether the answer is yes. */
    boolean agree(String question);

    /** Leaves nothing of the one custodian for the next to see. */
    void handOver();
}
