package org.pointwork.txn;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pointwork.journal.Digest;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Use;
import org.pointwork.model.Amount;
import org.pointwork.model.Purpose;
import org.pointwork.model.Purpose.Direction;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.route.Condition;
import org.pointwork.route.Payment;

/**
 * What payments take of what velocity rules allow, and whether it is too much. A payment is counted with its claim, and
 * held against what all nodes have counted by then: of two at once, the one that is counted later sees both. One that is
 * refused, declined or reversed gives back what it took.
 */
public final class Velocity {
    private final List<Ready> rules;
    private final ZoneId zone;

    /** A rule with its conditions. */
    private record Ready(VelocityRule rule, List<Condition> conditions) {}

    /** What a payment takes of a rule. */
    public record Counted(VelocityRule rule, Use use) {}

    /** @param zone where hours and days begin: the same on all nodes, or they would not count together */
    public Velocity(List<VelocityRule> rules, ZoneId zone) {
        this.zone = zone;
        this.rules = rules.stream()
                .map(rule -> new Ready(
                        rule, rule.when().map(when -> when.conditions(zone)).orElse(List.of())))
                .toList();
    }

    /** What a request takes of each rule that counts it; nothing where no rule does. */
    public List<Counted> of(RequestRow row) {
        if (rules.isEmpty() || !isAsked(row)) {
            return List.of();
        }
        Payment payment = payment(row);
        List<Counted> counted = new ArrayList<>();
        for (Ready ready : rules) {
            if (counts(ready, payment)) {
                counted.add(new Counted(ready.rule(), use(ready.rule(), row)));
            }
        }
        return counted;
    }

    public static List<Use> uses(List<Counted> counted) {
        return counted.isEmpty()
                ? List.of()
                : counted.stream().map(Counted::use).toList();
    }

    /**
     * What a request that was approved still holds: of a partial approval, what was approved.
     *
     * @param approvedMinor nothing where it is what was asked for
     */
    public List<Use> held(RequestRow row, Optional<Long> approvedMinor) {
        return of(row).stream()
                .map(Counted::use)
                .map(use -> approvedMinor
                        .filter(approved -> approved < use.minor())
                        .map(approved -> new Use(use.key(), use.startsAt(), use.count(), approved))
                        .orElse(use))
                .toList();
    }

    /**
     * The first rule that was overdrawn, if any.
     *
     * @param totals with this payment in them, in the order of {@code counted}
     */
    public static Optional<Refusal> refusal(List<Counted> counted, List<Use.Total> totals) {
        for (int i = 0; i < counted.size(); i++) {
            VelocityRule rule = counted.get(i).rule();
            Use.Total total = totals.get(i);
            if (rule.maxCount().filter(most -> total.count() > most).isPresent()) {
                return Optional.of(refusal(rule, ResponseCode.EXCEEDS_COUNT, "count"));
            }
            if (rule.maxAmount().filter(most -> total.minor() > most).isPresent()) {
                return Optional.of(refusal(rule, ResponseCode.EXCEEDS_LIMIT, "amount"));
            }
        }
        return Optional.empty();
    }

    private static Refusal refusal(VelocityRule rule, String usual, String what) {
        return new Refusal(
                rule.responseCode().orElse(usual),
                "velocity rule " + rule.name() + ": " + what + " of the " + name(rule.per()) + " in the "
                        + name(rule.within()));
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(java.util.Locale.ROOT);
    }

    /** An advice cannot be refused, and mostly follows a request that was counted. */
    private static boolean isAsked(RequestRow row) {
        return row.kind().startsWith("FINANCIAL/") || row.kind().startsWith("AUTHORIZATION/");
    }

    private static boolean counts(Ready ready, Payment payment) {
        VelocityRule rule = ready.rule();
        boolean named = rule.when().flatMap(when -> when.purposes()).isPresent();
        if (!named && payment.purpose().direction() != Direction.DEBIT) {
            return false;
        }
        return rule.currency()
                        .filter(currency -> !payment.amount()
                                .map(amount -> amount.currency().numeric())
                                .orElse("")
                                .equals(currency))
                        .isEmpty()
                && ready.conditions().stream().allMatch(condition -> condition.holds(payment));
    }

    private Use use(VelocityRule rule, RequestRow row) {
        long key =
                switch (rule.per()) {
                    case CARD -> Digest.of(row.panToken(), rule.name(), "card");
                    case TERMINAL ->
                        Digest.of(
                                rule.name(),
                                "terminal",
                                row.acquirer(),
                                row.trace().terminalId());
                    case MERCHANT -> Digest.of(rule.name(), "merchant", row.acquirer(), row.merchantId());
                    case ISSUER -> Digest.of(rule.name(), "issuer", row.destination());
                };
        return new Use(
                key,
                rule.within().start(row.receivedAt(), zone),
                1,
                row.amount().map(Amount::minor).orElse(0L));
    }

    private static Payment payment(RequestRow row) {
        return new Payment(
                Purpose.of(row.processingCode()),
                row.amount(),
                row.acquirer(),
                row.trace().terminalId(),
                row.merchantId(),
                row.receivedAt());
    }
}
