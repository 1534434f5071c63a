package org.pointwork.journal;

import java.util.List;
import java.util.stream.Stream;

/** An authorization as a later message finds it. */
public record Authorization(TransactionView hold, List<TransactionView> increases) {

    /** What its issuer has promised by now, in minor units of its currency; 0 where it was taken back. */
    public long standingMinor() {
        return hold.standingMinor() == 0
                ? 0
                : Stream.concat(Stream.of(hold), increases.stream())
                        .mapToLong(TransactionView::standingMinor)
                        .sum();
    }
}
