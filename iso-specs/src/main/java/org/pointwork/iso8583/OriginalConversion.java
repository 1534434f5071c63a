package org.pointwork.iso8583;

import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * Which transaction a reversal or completion means: DE 56 of later editions (MTI, STAN, local date and time, acquirer
 * behind its length) against DE 90 of 1987 (MTI, STAN, DE 7, DE 32, DE 33). The later ones name the terminal's clock and
 * 1987 the moment of transmission: each is carried as the other, and the RRN finds what the time does not.
 *
 * @param stanDigits of the STAN in this edition: 6 or 12
 * @param timeDigits 12 with a year of two digits, 14 with one of four
 */
record OriginalConversion(int de, int stanDigits, int timeDigits, DateConversion time, char version)
        implements Conversion {
    private static final int ORIGINAL = 90;
    private static final int STAN = 6;
    private static final int INSTITUTION = 11;

    @Override
    public int[] becomes() {
        return new int[] {ORIGINAL};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String text = read.text(de);
        int acquirerAt = 4 + stanDigits + timeDigits;
        if (text.length() < acquirerAt || !Digits.only(text)) {
            return;
        }
        String stan = text.substring(4 + stanDigits - STAN, 4 + stanDigits);
        String monthToSecond = text.substring(acquirerAt - 10, acquirerAt);
        String acquirer = text.length() > acquirerAt + 2 ? text.substring(acquirerAt + 2) : "";
        if (acquirer.length() <= INSTITUTION) {
            canonical.set(
                    ORIGINAL,
                    "0" + text.substring(1, 4) + stan + monthToSecond + "0".repeat(INSTITUTION - acquirer.length())
                            + acquirer + "0".repeat(INSTITUTION));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String text = canonical.text(ORIGINAL);
        if (text.length() != 42 || !Digits.only(text)) {
            return;
        }
        Fields.Editor parts = Fields.NONE.edit();
        time.fromCanonical(mti, Fields.NONE.with(13, text.substring(10, 14)).with(12, text.substring(14, 20)), parts);
        String acquirer = text.substring(20, 31).replaceFirst("^0+", "");
        written.set(
                de,
                version
                        + text.substring(1, 4)
                        + "0".repeat(stanDigits - STAN)
                        + text.substring(4, 10)
                        + parts.done().text(time.de())
                        + Digits.shared(acquirer.length(), 2)
                        + acquirer);
    }
}
