package org.pointwork.txn;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Use;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.model.Purpose;
import org.pointwork.model.Purpose.Direction;
import org.pointwork.model.Refusal;
import org.pointwork.route.Condition;
import org.pointwork.route.Payment;

/**
 * Stand-in as {@code stand-in.yml} has it. Of an issuer's rules, the first that is for a payment's currency decides. What
 * it takes of its card's day is counted by the machinery of velocity rules, by all nodes together.
 */
public final class StandInRules implements StandInPolicy {
    private static final int ENTRY_MODE = 22;
    private static final int PIN_BLOCK = 52;
    private static final int CHIP_DATA = 55;

    private final List<Ready> rules;
    private final CardStatus cards;

    private record Ready(StandInRule rule, List<Condition> conditions, Velocity velocity) {
        static Ready of(StandInRule rule, ZoneId zone) {
            return new Ready(
                    rule,
                    rule.when().map(when -> when.conditions(zone)).orElse(List.of()),
                    new Velocity(rule.velocity().stream().toList(), zone));
        }
    }

    /** @param zone where days begin: the same on all nodes */
    public StandInRules(List<StandInRule> rules, CardStatus cards, ZoneId zone) {
        this.rules = rules.stream().map(rule -> Ready.of(rule, zone)).toList();
        this.cards = cards;
    }

    @Override
    public Verdict judge(CardMessage request, RequestRow row) {
        List<Ready> ofIssuer = rules.stream()
                .filter(ready -> ready.rule().issuer().equals(row.destination()))
                .toList();
        if (ofIssuer.isEmpty() || !isAsked(request.kind())) {
            return new Verdict.Never();
        }
        String currency =
                request.amount().map(amount -> amount.currency().numeric()).orElse("");
        return ofIssuer.stream()
                .filter(ready -> ready.rule().currency().equals(currency))
                .findFirst()
                .map(ready -> judge(ready, request, row))
                .orElse(new Verdict.No("none in currency " + currency));
    }

    /** By the rule that would answer for it now: counts are kept by a rule's name, and one that is gone counts no more. */
    @Override
    public List<Use> held(RequestRow row, Optional<Long> approvedMinor) {
        String currency =
                row.amount().map(amount -> amount.currency().numeric()).orElse("");
        return rules.stream()
                .filter(ready -> ready.rule().issuer().equals(row.destination())
                        && ready.rule().currency().equals(currency))
                .findFirst()
                .map(ready -> ready.velocity().held(row, approvedMinor))
                .orElse(List.of());
    }

    private Verdict judge(Ready ready, CardMessage request, RequestRow row) {
        Optional<String> why = whyNot(ready, request, row);
        return why.isPresent()
                ? new Verdict.No(why.get())
                : new Verdict.Yes(ready.rule(), ready.velocity().of(row));
    }

    private Optional<String> whyNot(Ready ready, CardMessage request, RequestRow row) {
        StandInRule rule = ready.rule();
        Payment payment = payment(request, row);
        if (!ready.conditions().stream().allMatch(condition -> condition.holds(payment))) {
            return Optional.of("not for such payments");
        }
        if (request.amount().map(Amount::minor).orElse(0L) > rule.maxAmount()) {
            return Optional.of("over " + rule.maxAmount());
        }
        if (request.fields().has(PIN_BLOCK)) {
            return Optional.of("its PIN cannot be verified here");
        }
        if (rule.entryModes()
                .filter(modes -> modes.stream()
                        .noneMatch(mode -> request.fields().text(ENTRY_MODE).startsWith(mode)))
                .isPresent()) {
            return Optional.of("not with this entry mode");
        }
        String chipData = request.fields().text(CHIP_DATA);
        Optional<ChipCondition> unmet = rule.chip().orElse(List.of()).stream()
                .filter(condition -> !condition.holds(chipData))
                .findFirst();
        return unmet.isPresent()
                ? unmet.map(condition -> "chip data does not say so in tag " + condition.tag())
                : cards.refusal(row.panToken()).map(Refusal::why);
    }

    /** An advice is stored without it, an inquiry has no answer here, and nobody is given money. */
    private static boolean isAsked(Kind kind) {
        return switch (kind) {
            case Kind.Financial(Purpose purpose) -> purpose.direction() == Direction.DEBIT;
            case Kind.Authorization(Purpose purpose) -> purpose.direction() == Direction.DEBIT;
            case Kind.Advice _,
                    Kind.Reversal _,
                    Kind.FileAction _,
                    Kind.Reconciliation _,
                    Kind.Network _,
                    Kind.Unserved _ -> false;
        };
    }

    private static Payment payment(CardMessage request, RequestRow row) {
        return new Payment(
                request.processingCode().purpose(),
                request.amount(),
                row.acquirer(),
                row.trace().terminalId(),
                row.merchantId(),
                row.receivedAt());
    }
}
