package org.pointwork.txn;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pointwork.model.Amount;

/** The largest amount that passes, by currency. */
public final class AmountLimits {
    private final Map<String, Long> maxMinorByCurrency;

    /** One line of {@code limits.yml}, in minor units. */
    public record Limit(String currency, long maxAmount) {}

    public AmountLimits(List<Limit> limits) {
        this.maxMinorByCurrency = limits.stream().collect(Collectors.toMap(Limit::currency, Limit::maxAmount));
    }

    public boolean allows(Amount amount) {
        Long max = maxMinorByCurrency.get(amount.currency().numeric());
        return max == null || amount.minor() <= max;
    }
}
