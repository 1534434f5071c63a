package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** One element that an edition numbers or writes otherwise than 1987. Neither way throws: what makes no sense is left out. */
interface Conversion {
    /** The element in this edition. */
    int de();

    /** The elements of 1987 that it becomes. */
    int[] becomes();

    /** @param mti of this edition */
    void toCanonical(Mti mti, Fields read, Fields.Editor canonical);

    /** Writes {@link #de}, or leaves it out where the model does not hold what it needs. */
    void fromCanonical(Mti mti, Fields canonical, Fields.Editor written);

    /** Whether it concerns messages of other editions alone: one of this edition has what its sender put there. */
    default boolean isForOthers() {
        return false;
    }

    /**
     * Writes the element as it came where it still says what the model holds, and anew otherwise. One that came is put back
     * even so: a conversion before this one may have written the element by a table that is not of this class of message.
     */
    default void write(Mti mti, Fields canonical, Fields came, Fields.Editor written) {
        if (came.has(de()) && stillHolds(mti, canonical, came)) {
            written.copy(de(), came);
        } else {
            written.drop(de());
            fromCanonical(mti, canonical, written);
        }
    }

    private boolean stillHolds(Mti mti, Fields canonical, Fields came) {
        Fields.Editor again = Fields.NONE.edit();
        toCanonical(mti, came, again);
        Fields said = again.done();
        for (int element : becomes()) {
            if (!said.text(element).equals(canonical.text(element))) {
                return false;
            }
        }
        return true;
    }
}
