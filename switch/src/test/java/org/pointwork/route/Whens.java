package org.pointwork.route;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pointwork.model.Purpose;

/** Rules' conditions of one kind alone. */
public final class Whens {
    private Whens() {}

    public static When purposes(Purpose... purposes) {
        return when(Optional.of(Set.of(purposes)), Optional.empty());
    }

    public static When terminals(String... patterns) {
        return when(Optional.empty(), Optional.of(List.of(patterns)));
    }

    private static When when(Optional<Set<Purpose>> purposes, Optional<List<String>> terminals) {
        When all = When.ALWAYS;
        return new When(
                all.products(),
                purposes,
                all.currencies(),
                all.amountFrom(),
                all.amountTo(),
                all.acquirers(),
                terminals,
                all.merchants(),
                all.days(),
                all.timeFrom(),
                all.timeTo());
    }
}
