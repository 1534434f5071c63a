package org.pointwork.hsm.host;

/** What became of one command on one line. */
sealed interface Asked {
    /** An answer came; its fields from the error code on. */
    record Came(HostFields fields) implements Asked {}

    /** The line is gone, or was never there: the box may have done it or not. */
    record Lost(String why) implements Asked {}

    /** Nothing came in time. */
    record Silent() implements Asked {}

    /** As many commands wait for answers as may. */
    record Full() implements Asked {}
}
