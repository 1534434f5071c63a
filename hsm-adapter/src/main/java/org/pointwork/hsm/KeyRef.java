package org.pointwork.hsm;

import java.util.regex.Pattern;

/**
 * The name of a key in the module. Each purpose has its own type, so that a PIN key cannot be handed to a MAC by
 * mistake; the module's own key attributes hold the same line.
 */
public sealed interface KeyRef
        permits PinKey, MacKey, TokenKey, SealKey, ZoneKey, BaseKey, CvvKey, PvvKey, OffsetKey, IssuerKey, BlockKey {

    /** Lower-case letters, digits, dots and dashes, at most 63, such as {@code zpk.acquirer-demo}. */
    Pattern LABEL = Pattern.compile("[a-z0-9][a-z0-9.-]{0,62}");

    /** The key's label in the module. */
    String label();

    /** The one word for what the key may do, such as {@code pin} or {@code imk-ac}. */
    default String purpose() {
        return switch (this) {
            case PinKey _ -> "pin";
            case MacKey _ -> "mac";
            case TokenKey _ -> "token";
            case SealKey _ -> "seal";
            case ZoneKey _ -> "zone";
            case BaseKey _ -> "base";
            case CvvKey _ -> "cvv";
            case PvvKey _ -> "pvv";
            case OffsetKey _ -> "offset";
            case IssuerKey key -> key.role().purpose();
            case BlockKey _ -> "block";
        };
    }

    /**
     * The key of this purpose and label, the inverse of {@link #purpose}.
     *
     * @throws IllegalArgumentException where there is no such purpose, or no label can be like this
     */
    static KeyRef named(String purpose, String label) {
        return switch (purpose) {
            case "pin" -> new PinKey(label);
            case "mac" -> new MacKey(label);
            case "token" -> new TokenKey(label);
            case "seal" -> new SealKey(label);
            case "zone" -> new ZoneKey(label);
            case "base" -> new BaseKey(label);
            case "cvv" -> new CvvKey(label);
            case "pvv" -> new PvvKey(label);
            case "offset" -> new OffsetKey(label);
            case "block" -> new BlockKey(label);
            case "imk-ac" -> new IssuerKey(label, IssuerKey.Role.CRYPTOGRAM);
            case "imk-smi" -> new IssuerKey(label, IssuerKey.Role.SCRIPT_MAC);
            case "imk-smc" -> new IssuerKey(label, IssuerKey.Role.SCRIPT_DATA);
            case "imk-dcv" -> new IssuerKey(label, IssuerKey.Role.DYNAMIC_CODE);
            default ->
                throw new IllegalArgumentException("a purpose is pin, mac, token, seal, zone, base, cvv, pvv, offset,"
                        + " block, imk-ac, imk-smi, imk-smc or imk-dcv");
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
