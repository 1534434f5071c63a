package org.pointwork.txn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.pointwork.route.When;

/**
 * How often, and for how much, in an hour or a day: one entry of {@code velocity} in {@code limits.yml}.
 *
 * @param name says in a transaction's history who refused it; one of its own, for counts are kept by it
 * @param per whom it is counted for
 * @param within as clock and calendar have them: an hour begins at its full hour, a day at midnight
 * @param currency counts payments in this one alone
 * @param maxCount as many pass
 * @param maxAmount for so much in all, in minor units; needs a currency
 * @param when counts these payments alone; all that take money from a card where it is absent
 * @param responseCode of a refusal; 65 for the count and 61 for the amount where it is absent
 */
public record VelocityRule(
        String name,
        Per per,
        Within within,
        Optional<String> currency,
        Optional<Long> maxCount,
        Optional<Long> maxAmount,
        Optional<When> when,
        Optional<String> responseCode) {

    public VelocityRule {
        if (maxCount.isEmpty() && maxAmount.isEmpty()) {
            throw new IllegalArgumentException("velocity " + name + " has a max-count, a max-amount or both");
        }
        if (maxAmount.isPresent() && currency.isEmpty()) {
            throw new IllegalArgumentException("velocity " + name + ": a max-amount needs a currency");
        }
        if (maxCount.orElse(0L) < 0 || maxAmount.orElse(0L) < 0) {
            throw new IllegalArgumentException("velocity " + name + ": what is allowed is 0 or more");
        }
        AmountLimits.check("velocity " + name, when, responseCode);
    }

    /** Whom payments are counted for. */
    public enum Per {
        @JsonProperty("card")
        CARD,
        @JsonProperty("terminal")
        TERMINAL,
        @JsonProperty("merchant")
        MERCHANT,
        @JsonProperty("issuer")
        ISSUER
    }

    /** In how long a time. */
    public enum Within {
        @JsonProperty("hour")
        HOUR(ChronoUnit.HOURS),
        @JsonProperty("day")
        DAY(ChronoUnit.DAYS);

        private final ChronoUnit unit;

        Within(ChronoUnit unit) {
            this.unit = unit;
        }

        /** When the one that holds a moment began, in seconds since 1970. */
        long start(Instant at, ZoneId zone) {
            ZonedDateTime there = at.atZone(zone);
            return there.truncatedTo(unit).toEpochSecond();
        }
    }
}
