package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * Text that moves to another number, or that 1987 has less room for.
 *
 * @param most characters that 1987 takes
 * @param end which of them it takes where there are more
 */
record PlainConversion(int de, int becomesDe, int most, End end) implements Conversion {
    enum End {
        FIRST,
        LAST
    }

    @Override
    public int[] becomes() {
        return new int[] {becomesDe};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String text = read.text(de);
        if (read.has(de)) {
            boolean fits = text.length() <= most;
            canonical.set(
                    becomesDe,
                    fits ? text : end == End.FIRST ? text.substring(0, most) : text.substring(text.length() - most));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        if (canonical.has(becomesDe)) {
            written.set(de, canonical.text(becomesDe));
        }
    }
}
