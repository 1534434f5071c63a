package org.pointwork.sim.script;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What scripts call the elements besides their numbers, and the few values that they may write in a friendlier way. */
final class FieldNames {
    private static final int AMOUNT = 4;
    private static final Map<String, Integer> BY_NAME = Map.ofEntries(
            Map.entry("pan", 2),
            Map.entry("purpose", 3),
            Map.entry("amount", AMOUNT),
            Map.entry("stan", 11),
            Map.entry("expiry", 14),
            Map.entry("mcc", 18),
            Map.entry("acquirer", 32),
            Map.entry("rrn", 37),
            Map.entry("auth", 38),
            Map.entry("code", 39),
            Map.entry("terminal", 41),
            Map.entry("merchant", 42),
            Map.entry("private", 48),
            Map.entry("currency", 49),
            Map.entry("pin", 52),
            Map.entry("amounts", 54),
            Map.entry("network", 70),
            Map.entry("new-pin", 125));
    private static final Map<String, String> PURPOSES = Map.of(
            "purchase", "000000",
            "cash", "010000",
            "cashback", "090000",
            "refund", "200000",
            "deposit", "210000",
            "inquiry", "310000",
            "verification", "330000",
            "statement", "380000",
            "transfer", "401020",
            "pin-change", "920000");

    private FieldNames() {}

    /** @throws IllegalArgumentException naming what there is */
    static int element(String name) {
        if (name.matches("[0-9]{1,3}")) {
            int de = Integer.parseInt(name);
            if (de < 2 || de > 128) {
                throw new IllegalArgumentException("elements are numbered 2 to 128");
            }
            return de;
        }
        Integer de = BY_NAME.get(name);
        if (de == null) {
            throw new IllegalArgumentException(
                    "no element is called \"" + name + "\"; there are numbers and " + new TreeSet<>(BY_NAME.keySet()));
        }
        return de;
    }

    /** The wire's text for one friendly value: {@code amount=123.05} and {@code purpose=refund}; all others stand. */
    static String value(String name, String value) {
        return switch (name) {
            case "amount" -> amount(value);
            case "purpose" -> purpose(value);
            default -> value;
        };
    }

    private static String amount(String value) {
        if (Set.of("*", "-").contains(value) || Kept.isReference(value)) {
            return value;
        }
        if (!value.matches("[0-9]{1,10}\\.[0-9]{2}")) {
            throw new IllegalArgumentException("an amount is written 123.05; use 4= for anything else");
        }
        String minor = value.replace(".", "");
        return "0".repeat(12 - minor.length()) + minor;
    }

    private static String purpose(String value) {
        String code = PURPOSES.get(value);
        if (code == null) {
            throw new IllegalArgumentException("a purpose is one of " + new TreeSet<>(PURPOSES.keySet()));
        }
        return code;
    }
}
