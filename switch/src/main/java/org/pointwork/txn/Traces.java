package org.pointwork.txn;

/** Where something broke, without what it said: messages of foreign exceptions quote what they choked on. */
public final class Traces {
    private static final int DEPTH = 6;

    private Traces() {}

    public static String of(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.getClass().getName());
        StackTraceElement[] trace = thrown.getStackTrace();
        for (int i = 0; i < Math.min(DEPTH, trace.length); i++) {
            text.append(" < ").append(trace[i]);
        }
        return text.toString();
    }
}
