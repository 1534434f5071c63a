package org.pointwork.route;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pointwork.model.Amount;
import org.pointwork.model.Pan;

/** A plan made ready to decide about the payments of one product's cards. */
final class PlanRules {
    private final String name;
    private final String version;
    private final List<Ready> rules;

    private record Ready(Plan.Rule rule, List<Condition> conditions) {
        Optional<Condition> broken(Payment payment) {
            for (Condition condition : conditions) {
                if (!condition.holds(payment)) {
                    return Optional.of(condition);
                }
            }
            return Optional.empty();
        }
    }

    /** @param product of the cards; empty where their route names none */
    PlanRules(Plan plan, String product, String version, ZoneId zone) {
        this.name = plan.name();
        this.version = version;
        this.rules = plan.rules().stream()
                .map(rule -> new Ready(rule, conditions(rule.when().orElse(When.ALWAYS), product, zone)))
                .toList();
    }

    private static List<Condition> conditions(When when, String product, ZoneId zone) {
        List<Condition> all = new ArrayList<>();
        when.products().ifPresent(set -> all.add(new Condition("product of " + set, _ -> set.contains(product))));
        all.addAll(when.conditions(zone));
        return all;
    }

    /** Nothing where no rule is for the payment. */
    Optional<Routed> decide(String route, Pan pan, Payment payment, Predicate<String> reachable, Why why) {
        for (Ready ready : rules) {
            Optional<Condition> broken = ready.broken(payment);
            if (broken.isEmpty()) {
                why.step(() -> "rule " + name + "/" + ready.rule().name() + " is for it");
                return Optional.of(chosen(route, ready.rule(), pan, payment, reachable, why));
            }
            why.step(() -> "rule " + name + "/" + ready.rule().name() + " is not: it is for "
                    + broken.get().what());
        }
        why.step(() -> "plan " + name + " has no rule for it");
        return Optional.empty();
    }

    private Routed chosen(
            String route, Plan.Rule rule, Pan pan, Payment payment, Predicate<String> reachable, Why why) {
        List<String> order = ordered(rule, pan, payment, why);
        List<String> up = new ArrayList<>(order.size());
        StringBuilder reason = new StringBuilder(route)
                .append(", rule ")
                .append(name)
                .append('/')
                .append(rule.name());
        for (String partner : order) {
            if (reachable.test(partner)) {
                up.add(partner);
            } else {
                reason.append(", ").append(partner).append(" cannot be reached");
                why.step(() -> partner + " is passed over: no link to it is ready");
            }
        }
        if (up.isEmpty()) {
            why.step(() ->
                    "nobody can be reached: " + order.getFirst() + " it is, and what is done for one that is away");
            up.add(order.getFirst());
        }
        return new Routed(up, version, reason.toString());
    }

    private List<String> ordered(Plan.Rule rule, Pan pan, Payment payment, Why why) {
        if (rule.splits()) {
            return split(rule, pan, why);
        }
        if (rule.compares()) {
            return cheapestFirst(rule, payment, why);
        }
        List<String> listed = rule.targets().stream().map(Plan.Target::partner).toList();
        why.step(() -> "in the order listed: " + listed);
        return listed;
    }

    private static List<String> cheapestFirst(Plan.Rule rule, Payment payment, Why why) {
        long minor = payment.amount().map(Amount::minor).orElse(0L);
        List<Plan.Target> sorted = rule.targets().stream()
                .sorted(Comparator.comparingLong(target -> target.cost(minor))) // equal ones stay as they are listed
                .toList();
        for (Plan.Target target : sorted) {
            why.step(() -> target.partner() + " charges " + target.cost(minor) / 10_000.0 + " minor units");
        }
        return sorted.stream().map(Plan.Target::partner).toList();
    }

    /** The share that the card falls to, then the others as they are listed. */
    private List<String> split(Plan.Rule rule, Pan pan, Why why) {
        int point = Shares.point(name + '/' + rule.name(), pan);
        int at = 0;
        for (int end = rule.targets().get(0).percent().orElse(0); end <= point; at++) {
            end += rule.targets().get(at + 1).percent().orElse(0);
        }
        List<String> order = new ArrayList<>(
                rule.targets().stream().map(Plan.Target::partner).toList());
        order.addFirst(order.remove(at));
        why.step(() -> "the card is at " + point + " of 100: the share of " + order.getFirst());
        return order;
    }
}
