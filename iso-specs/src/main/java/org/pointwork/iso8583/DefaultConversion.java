package org.pointwork.iso8583;

import java.util.Map;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * An element that this edition asks for and 1987 does not have.
 *
 * @param byClass what is written where none came along, by class and function of the message or by its class
 */
record DefaultConversion(int de, Map<String, String> byClass) implements Conversion {
    @Override
    public int[] becomes() {
        return new int[0];
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        // 1987 has no place for it: it goes along as it came
    }

    @Override
    public boolean isForOthers() {
        return true;
    }

    @Override
    public void write(Mti mti, Fields canonical, Fields came, Fields.Editor written) {
        fromCanonical(mti, canonical, written);
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String type = mti.digits().substring(1, 3);
        String code = byClass.getOrDefault(type, byClass.getOrDefault(type.substring(0, 1), ""));
        if (!code.isEmpty()) {
            written.set(de, code);
        }
    }
}
