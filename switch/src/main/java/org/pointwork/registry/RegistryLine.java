package org.pointwork.registry;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.model.Currency;

/** A line of an import, as text; what it makes is checked. Lists are words with a space between. */
sealed interface RegistryLine {
    /** {@code acquirer,active,mtis,processing-codes,currencies}; all but the first may be left out. */
    record OfAcquirer(
            Optional<String> acquirer,
            Optional<String> active,
            Optional<String> mtis,
            Optional<String> processingCodes,
            Optional<String> currencies)
            implements RegistryLine {
        Acquirer made() {
            return new Acquirer(
                    id(acquirer, 64, "acquirer"), flag(active), permissions(mtis, processingCodes, currencies));
        }
    }

    /** {@code acquirer,merchant,name,active,mtis,processing-codes,currencies}; all but the first two may be left out. */
    record OfMerchant(
            Optional<String> acquirer,
            Optional<String> merchant,
            Optional<String> name,
            Optional<String> active,
            Optional<String> mtis,
            Optional<String> processingCodes,
            Optional<String> currencies)
            implements RegistryLine {
        Merchant made() {
            return new Merchant(
                    id(acquirer, 64, "acquirer"),
                    id(merchant, 15, "merchant"),
                    name.orElse(""),
                    flag(active),
                    permissions(mtis, processingCodes, currencies));
        }
    }

    /**
     * {@code acquirer,terminal,merchant,active,master-key,pin-key,mac-key,base-key,mtis,processing-codes,currencies}; all
     * but the first three may be left out.
     */
    record OfTerminal(
            Optional<String> acquirer,
            Optional<String> terminal,
            Optional<String> merchant,
            Optional<String> active,
            Optional<String> masterKey,
            Optional<String> pinKey,
            Optional<String> macKey,
            Optional<String> baseKey,
            Optional<String> mtis,
            Optional<String> processingCodes,
            Optional<String> currencies)
            implements RegistryLine {
        Terminal made() {
            return new Terminal(
                    id(acquirer, 64, "acquirer"),
                    id(terminal, 16, "terminal"),
                    id(merchant, 15, "merchant"),
                    flag(active),
                    label(masterKey).map(PinKey::new).map(PinKey::label), // the form of a label is the same for all
                    label(pinKey).map(PinKey::new),
                    label(macKey).map(MacKey::new),
                    label(baseKey).map(BaseKey::new),
                    permissions(mtis, processingCodes, currencies));
        }
    }

    private static String id(Optional<String> given, int most, String what) {
        String text =
                given.filter(id -> !id.isEmpty()).orElseThrow(() -> new IllegalArgumentException(what + " is missing"));
        if (!text.matches("[!-~]([ -~]{0," + (most - 2) + "}[!-~])?")) {
            throw new IllegalArgumentException(
                    what + " is 1 to " + most + " printable characters without spaces around, not \"" + text + "\"");
        }
        return text;
    }

    private static boolean flag(Optional<String> text) {
        return switch (text.orElse("")) {
            case "", "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("active is true or false, not \"" + text.get() + "\"");
        };
    }

    private static Optional<String> label(Optional<String> text) {
        return text.filter(label -> !label.isEmpty());
    }

    private static Permissions permissions(
            Optional<String> mtis, Optional<String> processingCodes, Optional<String> currencies) {
        Set<String> known = words(currencies, "[0-9]{3}", "a currency has 3 digits");
        known.stream().filter(code -> Currency.of(code).isEmpty()).findFirst().ifPresent(code -> {
            throw new IllegalArgumentException("there is no currency " + code);
        });
        return new Permissions(
                words(mtis, "[0-9]{4}", "an MTI has 4 digits"),
                words(processingCodes, "[0-9]{2}|[0-9]{6}", "a processing code has 2 or 6 digits"),
                known);
    }

    private static Set<String> words(Optional<String> text, String form, String rule) {
        return text.filter(words -> !words.isBlank())
                .map(words -> Arrays.stream(words.strip().split(" +"))
                        .peek(word -> {
                            if (!word.matches(form)) {
                                throw new IllegalArgumentException(rule + ", not \"" + word + "\"");
                            }
                        })
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(Set.of());
    }
}
