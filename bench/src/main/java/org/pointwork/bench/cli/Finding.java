package org.pointwork.bench.cli;

/**
 * One thing that was looked at.
 *
 * @param what the thing
 * @param ok whether it will do
 * @param detail what was found, or what is missing and how to get it
 */
record Finding(String what, boolean ok, String detail) {
    static Finding ok(String what, String detail) {
        return new Finding(what, true, detail);
    }

    static Finding missing(String what, String remedy) {
        return new Finding(what, false, remedy);
    }

    @Override
    public String toString() {
        return "%-8s %-16s %s".formatted(ok ? "ok" : "missing", what, detail);
    }
}
