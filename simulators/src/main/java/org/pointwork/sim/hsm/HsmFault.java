package org.pointwork.sim.hsm;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the simulator misbehaves, until it is told otherwise. */
public sealed interface HsmFault {
    /** Not at all. */
    record None() implements HsmFault {}

    /** Reads everything and answers nothing. */
    record Silent() implements HsmFault {}

    /** Answers so much later. */
    record Slow(long delayMs) implements HsmFault {}

    /** Drops the connection when a command comes. */
    record Drop() implements HsmFault {}

    /** Answers each command with this error code, but NC and NO. */
    record Error(String code) implements HsmFault {}

    Pattern SLOW = Pattern.compile("slow:([0-9]{1,6})");
    Pattern ERROR = Pattern.compile("error:([0-9A-Z]{2})");

    /**
     * A fault as an option writes it: {@code none}, {@code silent}, {@code slow:MS}, {@code drop}, {@code error:XX}.
     *
     * @throws IllegalArgumentException where it is written otherwise
     */
    static HsmFault of(String text) {
        Matcher slow = SLOW.matcher(text);
        if (slow.matches()) {
            return new Slow(Long.parseLong(slow.group(1)));
        }
        Matcher error = ERROR.matcher(text);
        if (error.matches()) {
            return new Error(error.group(1));
        }
        return switch (text) {
            case "none" -> new None();
            case "silent" -> new Silent();
            case "drop" -> new Drop();
            default -> throw new IllegalArgumentException("a fault is none, silent, slow:MS, drop or error:XX");
        };
    }
}
