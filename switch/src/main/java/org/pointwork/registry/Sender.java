package org.pointwork.registry;

import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;

/** Whom a message says it is from, as far as the registry knows them. */
public record Sender(Optional<Acquirer> acquirer, Optional<Merchant> merchant, Optional<Terminal> terminal) {
    /** Nobody the registry knows. */
    public static final Sender UNKNOWN = new Sender(Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Why a message may not be sent by whom it is from, nothing where it may.
     *
     * @param knownOnly whether an unknown terminal or merchant is refused
     */
    public Optional<Refusal> refusal(CardMessage message, boolean knownOnly) {
        if (this == UNKNOWN && !knownOnly) {
            return Optional.empty(); // at every message of a node that has no registry
        }
        return ofTerminal(knownOnly)
                .or(() -> ofMerchant(message, knownOnly))
                .or(() -> acquirer.filter(known -> !known.active()).map(_ -> terminal("the acquirer is not active")))
                .or(() -> terminal.flatMap(known -> notAllowed("terminal", known.may(), message)))
                .or(() -> merchant.flatMap(known -> notAllowed("merchant", known.may(), message)))
                .or(() -> acquirer.flatMap(known -> notAllowed("acquirer", known.may(), message)));
    }

    private Optional<Refusal> ofTerminal(boolean knownOnly) {
        if (terminal.isEmpty()) {
            return knownOnly ? Optional.of(terminal("the terminal is not registered")) : Optional.empty();
        }
        return terminal.get().active() ? Optional.empty() : Optional.of(terminal("the terminal is not active"));
    }

    private Optional<Refusal> ofMerchant(CardMessage message, boolean knownOnly) {
        String named = merchantId(message);
        if (terminal.filter(known -> !named.isEmpty() && !known.merchantId().equals(named))
                .isPresent()) {
            return Optional.of(merchant("the terminal is of another merchant than DE 42"));
        }
        if (merchant.isEmpty()) {
            return knownOnly ? Optional.of(merchant("the merchant is not registered")) : Optional.empty();
        }
        return merchant.get().active() ? Optional.empty() : Optional.of(merchant("the merchant is not active"));
    }

    private static Optional<Refusal> notAllowed(String who, Permissions may, CardMessage message) {
        return may.refuses(message).map(what -> terminal("the " + who + " may not send " + what));
    }

    static String merchantId(CardMessage message) {
        return message.fields().text(42).strip();
    }

    private static Refusal terminal(String why) {
        return new Refusal(ResponseCode.NOT_PERMITTED_TO_TERMINAL, why);
    }

    private static Refusal merchant(String why) {
        return new Refusal(ResponseCode.INVALID_MERCHANT, why);
    }
}
