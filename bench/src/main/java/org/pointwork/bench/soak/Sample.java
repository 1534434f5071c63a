package org.pointwork.bench.soak;

/**
 * The node between two rounds of load, when nothing is under way.
 *
 * @param minute since the first sample
 * @param heapKib in use after full collections
 * @param threads of the operating system
 * @param virtualThreads that somebody still knows, parked ones for the most part
 * @param databaseSessions open on the journal
 * @param tokenSessions open on the HSM's token
 * @param p50Micros of the approvals in the round before
 */
record Sample(
        double minute,
        double heapKib,
        double rssKib,
        double threads,
        double virtualThreads,
        double openFiles,
        double databaseSessions,
        double tokenSessions,
        double p50Micros,
        double p99Micros) {}
