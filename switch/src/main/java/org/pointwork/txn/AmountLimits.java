package org.pointwork.txn;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.model.Amount;
import org.pointwork.model.Digits;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.route.Condition;
import org.pointwork.route.Payment;
import org.pointwork.route.When;

/** The largest amount of one payment that passes. */
public final class AmountLimits {
    private static final String USUAL = "over the largest amount of its currency";

    private final Map<String, Limit> ofAll = new HashMap<>(); // by currency
    private final List<Ready> ofSome;

    private record Ready(Limit limit, List<Condition> conditions) {}

    /**
     * One line of {@code limits.yml}.
     *
     * @param maxAmount in minor units; 0 lets nothing pass
     * @param name says in a transaction's history who refused it; needed where it is not for all payments
     * @param when for these payments alone
     * @param issuers for payments that go to these partners alone
     * @param responseCode of a refusal; 61 where it is absent
     */
    public record Limit(
            String currency,
            long maxAmount,
            Optional<String> name,
            Optional<When> when,
            Optional<Set<String>> issuers,
            Optional<String> responseCode) {
        public Limit {
            if (name.isEmpty() && (when.isPresent() || issuers.isPresent())) {
                throw new IllegalArgumentException("a limit that is not for all payments has a name");
            }
            check("a limit", when, responseCode);
        }

        public static Limit ofAll(String currency, long maxAmount) {
            return new Limit(
                    currency, maxAmount, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }

        public boolean isForAll() {
            return when.isEmpty() && issuers.isEmpty();
        }

        private Refusal refusal() {
            return new Refusal(
                    responseCode.orElse(ResponseCode.EXCEEDS_LIMIT),
                    name.map(given -> "over limit " + given).orElse(USUAL));
        }
    }

    public AmountLimits(List<Limit> limits) {
        this(limits, ZoneOffset.UTC);
    }

    /** @param zone where conditions about days and hours look at the clock */
    public AmountLimits(List<Limit> limits, ZoneId zone) {
        limits.stream().filter(Limit::isForAll).forEach(limit -> ofAll.put(limit.currency(), limit));
        ofSome = limits.stream()
                .filter(limit -> !limit.isForAll())
                .map(limit -> new Ready(
                        limit, limit.when().map(when -> when.conditions(zone)).orElse(List.of())))
                .toList();
    }

    /** @param issuer the partner it goes to */
    public Optional<Refusal> refusal(Payment payment, String issuer) {
        if (payment.amount().isEmpty()) {
            return Optional.empty();
        }
        Amount amount = payment.amount().get();
        Limit usual = ofAll.get(amount.currency().numeric());
        if (usual != null && amount.minor() > usual.maxAmount()) {
            return Optional.of(usual.refusal());
        }
        for (Ready ready : ofSome) {
            if (isOver(ready, payment, amount, issuer)) {
                return Optional.of(ready.limit().refusal());
            }
        }
        return Optional.empty();
    }

    private static boolean isOver(Ready ready, Payment payment, Amount amount, String issuer) {
        Limit limit = ready.limit();
        return amount.minor() > limit.maxAmount()
                && limit.currency().equals(amount.currency().numeric())
                && limit.issuers().filter(some -> !some.contains(issuer)).isEmpty()
                && ready.conditions().stream().allMatch(condition -> condition.holds(payment));
    }

    /** What limits and velocity rules may not ask for. */
    static void check(String what, Optional<When> when, Optional<String> responseCode) {
        if (when.flatMap(When::products).isPresent()) {
            throw new IllegalArgumentException(what + ": products are known to routes alone");
        }
        if (responseCode
                        .filter(code -> code.length() != 2 || !Digits.only(code))
                        .isPresent()
                || responseCode.filter(ResponseCode::approves).isPresent()) {
            throw new IllegalArgumentException(what + ": a response-code has two digits, and declines");
        }
    }
}
