package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * An element that says what another one says, in messages without that other: where both came, the other is believed and
 * this one goes along as it came.
 *
 * @param of the other element, in this edition
 */
record InsteadConversion(Conversion conversion, int of) implements Conversion {
    @Override
    public int de() {
        return conversion.de();
    }

    @Override
    public int[] becomes() {
        return conversion.becomes();
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        if (!read.has(of)) {
            conversion.toCanonical(mti, read, canonical);
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        conversion.fromCanonical(mti, canonical, written);
    }

    @Override
    public void write(Mti mti, Fields canonical, Fields came, Fields.Editor written) {
        if (!came.has(de()) || !came.has(of)) {
            Conversion.super.write(mti, canonical, came, written);
        }
    }
}
