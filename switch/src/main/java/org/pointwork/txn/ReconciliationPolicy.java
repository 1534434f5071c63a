package org.pointwork.txn;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * With whom business days are reconciled: {@code reconciliation} in {@code business-day.yml}.
 *
 * @param doors by which acquirers' hosts may ask (0500, 0520)
 * @param partners who are told what a day came to when it is closed
 */
public record ReconciliationPolicy(Set<String> doors, List<Told> partners) {
    /** Nobody asks and nobody is told. */
    public static final ReconciliationPolicy NONE = new ReconciliationPolicy(Set.of(), List.of());

    /**
     * One partner.
     *
     * @param institution DE 99, who settles; absent where the partner does not ask for it
     */
    public record Told(String partner, Message message, Optional<String> institution) {
        public Told {
            if (institution.filter(id -> !id.matches("[0-9]{1,11}")).isPresent()) {
                throw new IllegalArgumentException("institution of " + partner + " is 1 to 11 digits");
            }
        }
    }

    /** How a partner is told; either is sent until it is answered. */
    public enum Message {
        /** 0500. */
        @JsonProperty("request")
        REQUEST("0500"),
        /** 0520. */
        @JsonProperty("advice")
        ADVICE("0520");

        private final String mti;

        Message(String mti) {
            this.mti = mti;
        }

        String mti() {
            return mti;
        }
    }
}
