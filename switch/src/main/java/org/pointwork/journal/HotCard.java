package org.pointwork.journal;

import java.time.LocalDate;
import java.util.Optional;

/**
 * A card that may not be used.
 *
 * @param panToken the card's pseudonym
 * @param code DE 39 of a refusal, empty where the card was taken off the list
 * @param until the last day that it is refused, for good where there is none
 * @param version of the change that brought it
 */
public record HotCard(byte[] panToken, String code, Optional<LocalDate> until, long version) {
    @Override
    public String toString() {
        return "hot card " + code + " of version " + version;
    }
}
