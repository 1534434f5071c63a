package org.pointwork.iso8583;

import java.util.Map;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * A code for a code. What is not in the table is left out on the way in, where only this edition's partners can use it;
 * on the way out, {@code otherwise} is written.
 *
 * @param classes of message to which it applies, all where empty
 * @param in from this edition's code to that of 1987
 * @param out from 1987's code
 * @param otherwise for any other code of 1987, empty for none
 */
record CodeConversion(
        int de, int becomesDe, String classes, Map<String, String> in, Map<String, String> out, String otherwise)
        implements Conversion {

    /** In other classes of message, and for other codes, the element is somebody else's. */
    @Override
    public void write(Mti mti, Fields canonical, Fields came, Fields.Editor written) {
        boolean says = classes.isEmpty() || out.containsKey(canonical.text(becomesDe)) || !otherwise.isEmpty();
        if (applies(mti) && says) {
            Conversion.super.write(mti, canonical, came, written);
        }
    }

    @Override
    public int[] becomes() {
        return new int[] {becomesDe};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String code = read.text(de);
        if (applies(mti) && read.has(de)) {
            String known = in.getOrDefault(code, in.getOrDefault(code.substring(0, Math.min(1, code.length())), ""));
            if (!known.isEmpty()) {
                canonical.set(becomesDe, known);
            }
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String code =
                applies(mti) && canonical.has(becomesDe) ? out.getOrDefault(canonical.text(becomesDe), otherwise) : "";
        if (!code.isEmpty()) {
            written.set(de, code);
        }
    }

    private boolean applies(Mti mti) {
        return classes.isEmpty() || classes.indexOf(mti.messageClass()) >= 0;
    }
}
