package org.pointwork.iso8583;

import java.util.List;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Later;
import org.pointwork.model.Mti;

/**
 * What the numbers of an edition of ISO 8583 mean in the model, which has those of 1987. Elements of the same meaning
 * keep their number; some are converted; what 1987 has no place for goes along as {@link Later}, for a partner of the
 * same edition. What is converted goes along as well, so that nothing is lost between two partners of one edition: it
 * is written as it came, unless what it says was changed meanwhile.
 *
 * @param name the year
 * @param version the first digit of its MTIs
 * @param originFour classes of message whose origin is 4 or 5 in this edition, 0 or 1 in 1987
 * @param same which elements mean the same as in 1987, by number
 * @param conversions of the others, none of them for 1987 itself
 */
record Edition(String name, char version, String originFour, List<Integer> same, List<Conversion> conversions) {
    private boolean isCanonical() {
        return version == '0';
    }

    /** The message type as the model has it. */
    Mti canonical(Mti mti) {
        if (isCanonical()) {
            return mti;
        }
        char origin = mti.digits().charAt(3);
        boolean four = origin >= '4' && origin <= '5' && originFour.indexOf(mti.messageClass()) >= 0;
        return new Mti("0" + mti.digits().substring(1, 3) + (char) (four ? origin - 4 : origin));
    }

    /** The message type as this edition has it: from the same origin as the message that is answered. */
    Mti mti(CardMessage message) {
        if (isCanonical()) {
            return message.mti();
        }
        String digits = message.mti().digits();
        Later later = message.fields().later();
        char origin = digits.charAt(3);
        boolean asItCame = later.edition().equals(name) && later.mti().charAt(1) == digits.charAt(1);
        boolean four = asItCame
                ? later.mti().charAt(3) >= '4'
                : originFour.indexOf(message.mti().messageClass()) >= 0;
        return new Mti(version + digits.substring(1, 3) + (char) (four && origin <= '1' ? origin + 4 : origin));
    }

    /** The elements as the model numbers them; never fails, whatever was read. */
    Fields canonical(Mti mti, Fields read) {
        if (isCanonical()) {
            return read;
        }
        Fields.Editor canonical = Fields.NONE.edit();
        Fields.Editor later = read.edit();
        for (int de : same) {
            canonical.copy(de, read);
            later.drop(de);
        }
        for (Conversion conversion : conversions) {
            conversion.toCanonical(mti, read, canonical);
        }
        return canonical.later(new Later(name, mti.digits(), later.done())).done();
    }

    /** The elements as this edition numbers them. */
    Fields fields(CardMessage message) {
        if (isCanonical()) {
            return message.fields();
        }
        Fields canonical = message.fields();
        Later later = canonical.later();
        boolean isOfThis = later.edition().equals(name);
        Fields came = isOfThis ? later.fields() : Fields.NONE;
        Fields.Editor written = came.edit();
        for (int de : same) {
            written.copy(de, canonical);
        }
        Mti mti = mti(message);
        for (Conversion conversion : conversions) {
            if (!isOfThis || !conversion.isForOthers()) {
                conversion.write(mti, canonical, came, written);
            }
        }
        return written.done();
    }
}
