package org.pointwork.ops;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.pointwork.journal.JournalException;

/** A count that costs a query, asked at most once a second however often it is scraped; -1 where it cannot be had. */
final class Counted {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier query;
    private long value;
    private long askedAtNanos = System.nanoTime() - FRESH_NANOS;

    Counted(LongSupplier query) {
        this.query = query;
    }

    synchronized double value() {
        if (System.nanoTime() - askedAtNanos >= FRESH_NANOS) {
            askedAtNanos = System.nanoTime();
            value = ask();
        }
        return value;
    }

    private long ask() {
        try {
            return query.getAsLong();
        } catch (JournalException e) {
            return -1;
        }
    }
}
