package org.pointwork.bench.demo;

/** How the demo ends, as an exit code. */
enum DemoExit {
    /** Every outcome and every ledger agree, and nothing was found that must not be there. */
    AS_EXPECTED(0),
    /** The lines above say what did not. */
    NOT_AS_EXPECTED(1),
    /** Another demo runs, or a port is taken. */
    CANNOT_START(2);

    private final int code;

    DemoExit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
