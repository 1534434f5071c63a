package org.pointwork.iso8583;

import java.util.Map;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * How the card was read and who was there: the twelve places of DE 22 in 1993 against DE 22 (entry mode and whether a PIN
 * can be entered) and DE 25 (condition) of 1987. Places that 1987 says nothing of are 0, which is "unknown" or "none".
 *
 * <pre>
 *  place   5                6             7           12
 *          cardholder there card there    how read    PIN capture
 *  1987    '-- DE 25 -------------------' DE 22, 1-2  DE 22, 3
 * </pre>
 *
 * @param entry place 7 to the first two digits of DE 22
 * @param pin place 12 to its third
 * @param condition places 5 and 6 to DE 25
 */
record PosDataConversion(int de, Codes entry, Codes pin, Codes condition) implements Conversion {
    private static final int ENTRY_MODE = 22;
    private static final int CONDITION = 25;
    private static final int PLACES = 12;

    /** Both ways, with what stands for anything else. */
    record Codes(Map<String, String> in, Map<String, String> out, String inElse, String outElse) {
        String in(String code) {
            return in.getOrDefault(code, inElse);
        }

        String out(String code) {
            return out.getOrDefault(code, outElse);
        }
    }

    @Override
    public int[] becomes() {
        return new int[] {ENTRY_MODE, CONDITION};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String places = read.text(de);
        if (places.length() == PLACES) {
            canonical.set(ENTRY_MODE, entry.in(places.substring(6, 7)) + pin.in(places.substring(11)));
            canonical.set(CONDITION, condition.in(places.substring(4, 6)));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String mode = canonical.text(ENTRY_MODE);
        if (mode.length() == 3) {
            String there = condition.out(canonical.text(CONDITION));
            written.set(de, "0000" + there + entry.out(mode.substring(0, 2)) + "0000" + pin.out(mode.substring(2)));
        }
    }
}
