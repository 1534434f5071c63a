package org.pointwork.journal;

/**
 * What a payment takes of what one velocity rule allows.
 *
 * @param key of the rule and of whom it is counted for
 * @param startsAt when the hour or day began that it falls into, in seconds since 1970
 * @param count 1; -1 where it is given back
 * @param minor the amount in minor units, with the same sign
 */
public record Use(long key, long startsAt, long count, long minor) {
    public Use givenBack() {
        return new Use(key, startsAt, -count, -minor);
    }

    /** What an approval of less than was asked for gives back: no payment, but the rest of its amount. */
    public Use restAbove(long approvedMinor) {
        return new Use(key, startsAt, 0, Math.min(0, approvedMinor - minor));
    }

    /** What all have taken in that hour or day. */
    public record Total(long count, long minor) {}
}
