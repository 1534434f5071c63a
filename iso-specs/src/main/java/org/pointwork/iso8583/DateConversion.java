package org.pointwork.iso8583;

import java.time.Clock;
import java.time.LocalDate;
import java.time.Year;
import org.pointwork.model.Digits;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * A date with its year, and a time where there is one, against MMDD and hhmmss in elements of their own. The year that
 * 1987 leaves out is the one that brings the date nearest to today.
 *
 * @param length 6 or 8 digits of a date (YYMMDD, CCYYMMDD), 12 or 14 with a time
 * @param timeDe where the time goes in 1987, 0 where there is none
 */
record DateConversion(int de, int length, int dateDe, int timeDe, Clock clock) implements Conversion {
    private static final int TIME = 6;

    @Override
    public int[] becomes() {
        return timeDe == 0 ? new int[] {dateDe} : new int[] {dateDe, timeDe};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        String text = read.text(de);
        if (text.length() != length) {
            return;
        }
        int year = yearDigits();
        canonical.set(dateDe, text.substring(year, year + 4));
        if (timeDe != 0) {
            canonical.set(timeDe, text.substring(year + 4));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String date = canonical.text(dateDe);
        String time = timeDe == 0 ? "" : canonical.text(timeDe);
        if (date.length() == 4 && Digits.only(date) && (timeDe == 0 || time.length() == TIME)) {
            String year = Integer.toString(yearOf(date)).substring(4 - yearDigits());
            written.set(de, year + date + time);
        }
    }

    private int yearDigits() {
        return length % TIME == 0 ? 2 : 4;
    }

    private int yearOf(String monthAndDay) {
        LocalDate today = LocalDate.now(clock);
        int month = Integer.parseInt(monthAndDay.substring(0, 2));
        int day = Integer.parseInt(monthAndDay.substring(2));
        int best = today.getYear();
        long least = Long.MAX_VALUE;
        for (int year = today.getYear() - 1; year <= today.getYear() + 1; year++) {
            boolean exists = month >= 1
                    && month <= 12
                    && day >= 1
                    && day <= Year.of(year).atMonth(month).lengthOfMonth();
            long away = exists
                    ? Math.abs(LocalDate.of(year, month, day).toEpochDay() - today.toEpochDay())
                    : Long.MAX_VALUE;
            if (away < least) {
                least = away;
                best = year;
            }
        }
        return best;
    }
}
