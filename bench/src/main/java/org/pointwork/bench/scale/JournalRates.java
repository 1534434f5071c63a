package org.pointwork.bench.scale;

/**
 * Operations a second, medians.
 *
 * @param insertsSmall transactions written
 * @param duplicatesSmall requests recognised as repeats of one of the latest, as terminals repeat
 * @param oldDuplicatesLarge the same of one at any time of the day, which nobody keeps in memory
 */
record JournalRates(
        double insertsSmall,
        double insertsLarge,
        double duplicatesSmall,
        double duplicatesLarge,
        double oldDuplicatesLarge) {}
