package org.pointwork.registry;

import java.util.Optional;
import java.util.Set;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;

/**
 * What one may send; an empty set allows all.
 *
 * @param mtis four digits; a repeat is its original's
 * @param processingCodes two digits for every account type, or six
 * @param currencies three digits, as in DE 49
 */
public record Permissions(Set<String> mtis, Set<String> processingCodes, Set<String> currencies) {
    public static final Permissions ALL = new Permissions(Set.of(), Set.of(), Set.of());

    private static final int PURPOSE_DIGITS = 2;

    public Permissions {
        mtis = Set.copyOf(mtis);
        processingCodes = Set.copyOf(processingCodes);
        currencies = Set.copyOf(currencies);
    }

    /** What of a message is not allowed, nothing where all of it is. */
    Optional<String> refuses(CardMessage message) {
        if (!mtis.isEmpty() && !mtis.contains(original(message))) {
            return Optional.of("MTI " + message.mti());
        }
        String code = message.processingCode().digits();
        if (!processingCodes.isEmpty() && !processingCodes.contains(code) && !processingCodes.contains(purpose(code))) {
            return Optional.of("DE 3 " + code);
        }
        String currency = message.amount()
                .map(Amount::currency)
                .map(known -> known.numeric())
                .orElse("");
        return currencies.isEmpty() || currency.isEmpty() || currencies.contains(currency)
                ? Optional.empty()
                : Optional.of("DE 49 " + currency);
    }

    private static String original(CardMessage message) {
        return message.mti().isRepeat()
                ? message.mti().digits().substring(0, 3)
                        + (char) (message.mti().digits().charAt(3) - 1)
                : message.mti().digits();
    }

    private static String purpose(String code) {
        return code.substring(0, Math.min(PURPOSE_DIGITS, code.length()));
    }
}
