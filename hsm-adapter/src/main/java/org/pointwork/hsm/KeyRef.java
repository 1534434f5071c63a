package org.pointwork.hsm;

import java.util.regex.Pattern;

/**
 * The name of a key in the module. Each purpose has its own type, so that a PIN key cannot be handed to a MAC by
 * mistake; the module's own key attributes hold the same line.
 */
public sealed interface KeyRef permits PinKey, MacKey, TokenKey, SealKey, ZoneKey {

    /** Lower-case letters, digits, dots and dashes, at most 63, such as {@code zpk.acquirer-demo}. */
    Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    /** The key's label in the module. */
    String label();

    /** The one word for what the key may do: {@code pin}, {@code mac}, {@code token}, {@code seal} or {@code zone}. */
    default String purpose() {
        return switch (this) {
            case PinKey _ -> "pin";
            case MacKey _ -> "mac";
            case TokenKey _ -> "token";
            case SealKey _ -> "seal";
            case ZoneKey _ -> "zone";
        };
    }

    /** The label itself, or an {@link IllegalArgumentException} where it is not one. */
    static String requireLabel(String label) {
        if (!LABEL.matcher(label).matches()) {
            throw new IllegalArgumentException("a key's label is 1 to 63 of a-z, 0-9, dot and dash");
        }
        return label;
    }
}
