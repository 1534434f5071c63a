package org.pointwork.security;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Optional;
import org.pointwork.emv.Scheme;

/**
 * What the switch verifies of an issuer's cards, with keys of the issuer that are in its token: {@code cards} of a partner in
 * {@code links.yml}. Nothing is verified where it is absent.
 */
public record CardPolicy(Optional<Chip> chip, Optional<Codes> codes) {
    /** Verifies nothing. */
    public static final CardPolicy NONE = new CardPolicy(Optional.empty(), Optional.empty());

    /** When something is verified. */
    public enum Verify {
        /** Before a payment goes to its issuer. */
        @JsonProperty("always")
        ALWAYS,
        /** Where the switch answers for the issuer. */
        @JsonProperty("stand-in")
        STAND_IN
    }

    /** How the keys of cards come from the issuer's (EMV Book 2, A1.4). */
    public enum Derivation {
        @JsonProperty("a")
        A,
        @JsonProperty("b")
        B
    }

    /** Digits of an expiry date in the order in which a code is made over them. */
    public enum Expiry {
        @JsonProperty("mmyy")
        MMYY,
        @JsonProperty("yymm")
        YYMM
    }

    /**
     * Cryptograms of chip cards in DE 55.
     *
     * @param key the label of the issuer's master key for application cryptograms
     * @param declineCode where the cryptogram is wrong, or missing from a chip
     * @param derivation A where it is absent
     * @param scheme of the cards; by the application's name (tag 84) where it is absent
     */
    public record Chip(
            Verify verify,
            String key,
            String declineCode,
            Optional<Derivation> derivation,
            Optional<SchemeName> scheme) {
        public Chip {
            requireCode("cards: chip", declineCode);
        }
    }

    /** Whose applications an issuer's cards run. */
    public enum SchemeName {
        @JsonProperty("visa")
        VISA(Scheme.VISA),
        @JsonProperty("mastercard")
        MASTERCARD(Scheme.MASTERCARD);

        private final Scheme scheme;

        SchemeName(Scheme scheme) {
            this.scheme = scheme;
        }

        Scheme scheme() {
            return scheme;
        }
    }

    /**
     * Card verification codes.
     *
     * @param key the label of the pair of keys
     * @param declineCode where a code is wrong
     * @param trackPosition digits between the service code and the code on track 2; 5 where it is absent: PIN key and PVV
     * @param inChip whether the track from a chip has a code of its own (iCVV); not verified there where it is absent
     * @param printed where the code that is printed on the card comes; not verified where it is absent
     */
    public record Codes(
            Verify verify,
            String key,
            String declineCode,
            Optional<Integer> trackPosition,
            Optional<Boolean> inChip,
            Optional<Printed> printed) {
        private static final int MOST_BEFORE = 10;

        public Codes {
            requireCode("cards: codes", declineCode);
            if (trackPosition.filter(at -> at < 0 || at > MOST_BEFORE).isPresent()) {
                throw new IllegalArgumentException("cards: codes: track-position is 0 to " + MOST_BEFORE);
            }
        }
    }

    /**
     * The code printed on the card (CVV2, CVC2).
     *
     * @param tag of two digits, before a length of two digits; the code begins the element where it is absent
     * @param expiry the order in which the date of DE 14 goes into it; mmyy where it is absent
     */
    public record Printed(int element, Optional<String> tag, Optional<Expiry> expiry) {
        public Printed {
            PinPlace.requirePrivate("cards: codes: printed: element", element);
            if (tag.filter(digits -> !digits.matches("[0-9]{2}")).isPresent()) {
                throw new IllegalArgumentException("cards: codes: printed: tag is two digits");
            }
        }
    }

    private static void requireCode(String where, String code) {
        if (!code.matches("[0-9A-Z]{2}") || org.pointwork.model.ResponseCode.approves(code)) {
            throw new IllegalArgumentException(where + ": decline-code is two characters and no approval");
        }
    }
}
