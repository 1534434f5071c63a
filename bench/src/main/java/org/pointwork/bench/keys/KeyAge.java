package org.pointwork.bench.keys;

import java.time.LocalDate;
import java.util.Optional;

/** How a key's last day lies to today. */
enum KeyAge {
    GOOD(""),
    ENDS_SOON("ENDS SOON: rotate it"),
    OVER("OVER: rotate it now");

    private final String inWords;

    KeyAge(String inWords) {
        this.inWords = inWords;
    }

    String inWords() {
        return inWords;
    }

    /** A key is good on its last day, and one without is good for ever. */
    static KeyAge of(Optional<LocalDate> lastDay, LocalDate today, int warnDays) {
        return lastDay.map(day ->
                        day.isBefore(today) ? OVER : day.isBefore(today.plusDays(warnDays + 1L)) ? ENDS_SOON : GOOD)
                .orElse(GOOD);
    }
}
