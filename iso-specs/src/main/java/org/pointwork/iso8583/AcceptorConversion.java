package org.pointwork.iso8583;

import java.nio.charset.StandardCharsets;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * Name and place of the merchant: parts in DE 43 of jPOS-CMF against the forty characters of 1987 (name 25, city 13,
 * country 2).
 *
 * @param parts how DE 43 is made up
 */
record AcceptorConversion(int de, Dialect parts) implements Conversion {
    private static final int LENGTH = 40;
    private static final int NAME = 2;
    private static final int CITY = 4;
    private static final int COUNTRY = 7;

    @Override
    public int[] becomes() {
        return new int[] {de};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        if (!read.has(de)) {
            return;
        }
        try {
            Fields came = Parts.read(parts, Parts.value(read, de));
            String country = came.text(COUNTRY).strip();
            canonical.set(
                    de,
                    place(came.text(NAME), 25)
                            + place(came.text(CITY), 13)
                            + place(country.length() > 2 ? "" : country, 2));
        } catch (FormatException e) {
            // half a message, read for an answer: the answer does without the merchant's name
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        if (!canonical.has(de)) {
            return;
        }
        String text = place(canonical.text(de), LENGTH);
        Fields made = Fields.NONE
                .edit()
                .set(NAME, text.substring(0, 25).strip())
                .set(CITY, text.substring(25, 38).strip())
                .set(COUNTRY, text.substring(38).strip())
                .done();
        written.set(de, new String(Parts.write(parts, made), StandardCharsets.ISO_8859_1));
    }

    /** Blank-padded or cut. */
    private static String place(String text, int length) {
        String plain = new String(text.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.ISO_8859_1);
        return plain.length() >= length ? plain.substring(0, length) : plain + " ".repeat(length - plain.length());
    }
}
