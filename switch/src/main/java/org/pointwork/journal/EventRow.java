package org.pointwork.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pointwork.model.TxnState;

/**
 * One change of state.
 *
 * @param responseCode what the acquirer was told with it, empty where nothing
 * @param approvedMinor the amount approved in minor units, where it differs from the one asked for or is known
 * @param answer what a repeat of the request is answered with
 */
public record EventRow(
        TxnState state,
        Instant at,
        String responseCode,
        Optional<Long> approvedMinor,
        String link,
        String detail,
        StoredAnswer answer) {

    /** The database keeps microseconds; what is read back has to equal what was written. */
    public EventRow {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
