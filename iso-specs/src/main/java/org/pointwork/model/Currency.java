package org.pointwork.model;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A currency by its ISO 4217 numeric code.
 *
 * @param numeric three digits, as in DE 49
 * @param exponent decimal places of the minor unit: 2 for INR, 0 for JPY, 3 for KWD
 */
public record Currency(String numeric, int exponent) {
    private static final Map<String, Currency> KNOWN = java.util.Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(currency -> new Currency(currency.getNumericCodeAsString(), currency.getDefaultFractionDigits()))
            .collect(Collectors.toUnmodifiableMap(Currency::numeric, Function.identity(), (one, other) -> one));

    public static Optional<Currency> of(String numeric) {
        return Optional.ofNullable(KNOWN.get(numeric));
    }
}
