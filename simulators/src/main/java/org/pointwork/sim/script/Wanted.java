package org.pointwork.sim.script;

import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/** Whether an answer is the one that a script wants. */
final class Wanted {
    private static final Set<Integer> NEVER_SHOWN = Set.of(2, 35, 36, 45, 52, 55);

    private Wanted() {}

    /** The first difference, without card data; empty where there is none. */
    static Optional<String> mismatch(String mti, Map<Integer, String> wanted, CardMessage answer) {
        if (!answer.mti().digits().equals(mti)) {
            return Optional.of("MTI " + answer.mti() + ", not " + mti);
        }
        return wanted.entrySet().stream()
                .filter(want -> !agrees(want.getValue(), text(answer.fields(), want.getKey())))
                .findFirst()
                .map(want -> differs(want, answer.fields()));
    }

    /** {@code *} is anything but nothing, {@code -} nothing, {@code !x} anything but x, and {@code |} parts what is as good. */
    static boolean agrees(String wanted, String found) {
        return switch (wanted) {
            case "*" -> !found.isBlank();
            case "-" -> found.isBlank();
            default ->
                wanted.startsWith("!")
                        ? !agrees(wanted.substring(1), found)
                        : Set.of(wanted.split("\\|")).contains(found.strip());
        };
    }

    /** Whether two answers are the same to the last element. */
    static boolean same(Fields one, Fields other) {
        return one.present().equals(other.present())
                && one.present().stream().allMatch(de -> text(one, de).equals(text(other, de)));
    }

    /** An element as scripts write it: hexadecimal where it is binary. */
    static String text(Fields fields, int de) {
        return fields.isBinary(de) ? HexFormat.of().withUpperCase().formatHex(fields.bytes(de)) : fields.text(de);
    }

    private static String differs(Map.Entry<Integer, String> want, Fields found) {
        int de = want.getKey();
        return NEVER_SHOWN.contains(de)
                ? "DE " + de + " is not as wanted"
                : "DE " + de + " is \"" + text(found, de).strip() + "\", not " + want.getValue();
    }
}
