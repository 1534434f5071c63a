package org.pointwork.route;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a table's routes choose; alike ones share what they can, because there may be a hundred thousand. */
final class Choices {
    private final String version;
    private final ZoneId zone;
    private final Map<String, Plan> plans;
    private final Map<String, List<String>> partners = new HashMap<>();
    private final Map<List<String>, PlanRules> rules = new HashMap<>();

    /** @throws IllegalArgumentException where two plans have one name */
    Choices(String version, List<Plan> plans, ZoneId zone) {
        this.version = version;
        this.zone = zone;
        this.plans = plans.stream().collect(Collectors.toMap(Plan::name, Function.identity(), (one, other) -> {
            throw new IllegalArgumentException("plan " + one.name() + " stands twice in routes.yml");
        }));
    }

    /** @throws IllegalArgumentException where it names a plan that there is not */
    CardRange.Choice of(Route route, String label) {
        if (route.partner().isPresent()) {
            List<String> one = partners.computeIfAbsent(route.partner().get(), List::of);
            return new CardRange.Choice.Fixed(Optional.of(new Routed(one, version, label)), label);
        }
        Plan plan = plans.get(route.plan().orElseThrow());
        if (plan == null) {
            throw new IllegalArgumentException(
                    label + " in routes.yml has plan \"" + route.plan().get() + "\"; there are " + plans.keySet());
        }
        String product = route.product().orElse("");
        return new CardRange.Choice.Planned(
                rules.computeIfAbsent(List.of(plan.name(), product), _ -> new PlanRules(plan, product, version, zone)),
                label);
    }
}
