package org.pointwork.txn;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pointwork.route.When;

/**
 * What the switch approves for an issuer that cannot be reached: one entry of {@code stand-in.yml}. A payment with a PIN
 * is never among it, for the PIN cannot be verified here.
 *
 * @param issuer the partner's name in links.yml
 * @param name of its own: counts are kept by it, and histories name it
 * @param currency for payments in this one alone
 * @param maxAmount of one payment, in minor units
 * @param maxCount as many payments of a card in a day
 * @param maxTotal so much in all of a card in a day, in minor units
 * @param when for these payments alone; all that take money from a card where it is absent
 * @param entryModes the first two digits of DE 22, one of which a payment has; any where it is absent
 * @param chip what DE 55 must say; where it is absent, DE 55 is not looked at
 * @param answerMark what the answer carries so that the acquirer knows who approved
 * @param adviceMark what the issuer's advice carries: why it is an advice
 */
public record StandInRule(
        String issuer,
        String name,
        String currency,
        long maxAmount,
        Optional<Long> maxCount,
        Optional<Long> maxTotal,
        Optional<When> when,
        Optional<Set<String>> entryModes,
        Optional<List<ChipCondition>> chip,
        Optional<Mark> answerMark,
        Optional<Mark> adviceMark) {

    public StandInRule {
        if (maxAmount < 1 || maxCount.orElse(1L) < 1 || maxTotal.orElse(1L) < 1) {
            throw new IllegalArgumentException("stand-in " + name + ": what is allowed is 1 or more");
        }
        if (entryModes
                .filter(modes -> !modes.stream().allMatch(mode -> mode.matches("[0-9]{2}")))
                .isPresent()) {
            throw new IllegalArgumentException("stand-in " + name + ": an entry mode is two digits");
        }
        AmountLimits.check("stand-in " + name, when, Optional.empty());
    }

    /** The velocity rule that its counts come to, nothing where it has none. */
    Optional<VelocityRule> velocity() {
        return maxCount.isEmpty() && maxTotal.isEmpty()
                ? Optional.empty()
                : Optional.of(new VelocityRule(
                        "stand-in " + name,
                        VelocityRule.Per.CARD,
                        VelocityRule.Within.DAY,
                        Optional.of(currency),
                        maxCount,
                        maxTotal,
                        when,
                        Optional.empty()));
    }

    /**
     * Text in an element that partners keep for private use.
     *
     * @param element 44, 48, 60 to 63, or 120 to 127
     */
    public record Mark(int element, String text) {
        public Mark {
            boolean free = element == 44 || element == 48 || element >= 60 && element <= 63;
            if (!free && (element < 120 || element > 127)) {
                throw new IllegalArgumentException("a mark is in DE 44, 48, 60 to 63 or 120 to 127");
            }
            if (!text.matches("[ -~]{1,25}")) {
                throw new IllegalArgumentException("a mark has 1 to 25 printable characters");
            }
        }
    }
}
