package org.pointwork.route;

import java.util.List;
import java.util.Optional;

/**
 * Who gets the payments of some cards where that hangs on more than the card: the first of its rules that is for a
 * payment decides. A payment that none is for has no route.
 */
public record Plan(String name, List<Rule> rules) {
    public Plan {
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("plan " + name + " has no rules");
        }
        if (rules.stream().map(Rule::name).distinct().count() < rules.size()) {
            throw new IllegalArgumentException("plan " + name + " has two rules of one name");
        }
    }

    /**
     * One rule of it.
     *
     * @param when the payments it is for; all where it is absent
     * @param targets in the order to try them, or the cheapest first, or by shares: as what they carry says
     */
    public record Rule(String name, Optional<When> when, List<Target> targets) {
        public Rule {
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("rule " + name + " has no targets");
            }
            if (targets.stream().map(Target::partner).distinct().count() < targets.size()) {
                throw new IllegalArgumentException("rule " + name + " has a partner twice");
            }
            long shares = targets.stream()
                    .filter(target -> target.percent().isPresent())
                    .count();
            long priced = targets.stream().filter(Target::isPriced).count();
            if (shares > 0 && priced > 0 || shares % targets.size() != 0 || priced % targets.size() != 0) {
                throw new IllegalArgumentException(
                        "rule " + name + ": all targets have a percent, or all have a fee, or none has either");
            }
            if (shares > 0
                    && targets.stream()
                                    .mapToInt(target -> target.percent().get())
                                    .sum()
                            != 100) {
                throw new IllegalArgumentException("rule " + name + ": percents together are 100");
            }
        }

        boolean splits() {
            return targets.getFirst().percent().isPresent();
        }

        boolean compares() {
            return targets.getFirst().isPriced();
        }
    }

    /**
     * A partner to send to.
     *
     * @param percent its share of the cards, 0 to 100; a card always falls to the same share
     * @param fee what it charges for a payment, in minor units of the payment's currency
     * @param feeBasisPoints what it charges on top, in hundredths of a percent of the amount
     */
    public record Target(
            String partner, Optional<Integer> percent, Optional<Long> fee, Optional<Integer> feeBasisPoints) {
        private static final int WHOLE = 10_000;

        public Target {
            if (percent.filter(share -> share < 0 || share > 100).isPresent()) {
                throw new IllegalArgumentException("a percent is 0 to 100");
            }
            if (fee.filter(minor -> minor < 0 || minor > 1_000_000_000).isPresent()
                    || feeBasisPoints
                            .filter(points -> points < 0 || points > WHOLE)
                            .isPresent()) {
                throw new IllegalArgumentException("a fee is 0 to 1000000000, fee-basis-points are 0 to 10000");
            }
        }

        boolean isPriced() {
            return fee.isPresent() || feeBasisPoints.isPresent();
        }

        /** In ten-thousandths of a minor unit, so that nothing is rounded. */
        long cost(long minor) {
            return fee.orElse(0L) * WHOLE + minor * feeBasisPoints.orElse(0);
        }
    }
}
