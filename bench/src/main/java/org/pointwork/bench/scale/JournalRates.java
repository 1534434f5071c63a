package org.pointwork.bench.scale;

/** Operations a second, medians: transactions written, and requests recognised as duplicates. */
record JournalRates(double insertsSmall, double insertsLarge, double duplicatesSmall, double duplicatesLarge) {}
