package org.pointwork.journal;

import java.util.List;

/** A day cannot be closed now, and why: one line for each thing that is open. */
public final class DayOpenException extends RuntimeException {
    private final transient List<String> reasons;

    public DayOpenException(List<String> reasons) {
        super(String.join("; ", reasons));
        this.reasons = List.copyOf(reasons);
    }

    public List<String> reasons() {
        return reasons;
    }
}
