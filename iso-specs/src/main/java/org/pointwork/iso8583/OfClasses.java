package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * A conversion for some classes of message; in others the element is somebody else's.
 *
 * @param classes their digits
 */
record OfClasses(Conversion conversion, String classes) implements Conversion {
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
        if (applies(mti)) {
            conversion.toCanonical(mti, read, canonical);
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        if (applies(mti)) {
            conversion.fromCanonical(mti, canonical, written);
        }
    }

    @Override
    public void write(Mti mti, Fields canonical, Fields came, Fields.Editor written) {
        if (applies(mti)) {
            conversion.write(mti, canonical, came, written);
        }
    }

    private boolean applies(Mti mti) {
        return classes.indexOf(mti.messageClass()) >= 0;
    }
}
