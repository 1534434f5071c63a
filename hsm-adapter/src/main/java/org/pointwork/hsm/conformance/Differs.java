package org.pointwork.hsm.conformance;

import java.util.Arrays;
import java.util.HexFormat;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;

/** A module that does not do what the figures say. All keys and data of the suite are published: they may be shown. */
public final class Differs extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Differs(String what) {
        super(what);
    }

    static void unlessEqual(byte[] expected, byte[] actual) {
        if (!Arrays.equals(expected, actual)) {
            var hex = HexFormat.of().withUpperCase();
            throw new Differs("expected " + hex.formatHex(expected) + " but it was " + hex.formatHex(actual));
        }
    }

    static void unlessEqual(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new Differs("expected " + expected + " but it was " + actual);
        }
    }

    /** Unless the call is refused for this kind of rule. */
    static void unlessRefused(Fault fault, Runnable call) {
        unlessEqual(Reason.REFUSED + " " + fault, outcome(call));
    }

    /** Unless the call fails for this reason. */
    static void unlessFails(Reason reason, Runnable call) {
        unlessEqual(reason.name(), outcome(call).split(" ")[0]);
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "done";
        } catch (HsmException e) {
            return e.reason() + " " + e.fault();
        }
    }
}
