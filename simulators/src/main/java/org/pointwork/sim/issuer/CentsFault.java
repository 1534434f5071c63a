package org.pointwork.sim.issuer;

import java.util.Arrays;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;

/** What the last two digits of DE 4 make the issuer do, on 0100 and 0200 and their repeats only. */
enum CentsFault {
    NONE(-1),
    /** Declines 05. */
    DECLINE(5),
    /** Approves half where the terminal takes partial approvals, else declines 51. */
    PARTIAL(10),
    /** Declines 51 whatever the balance. */
    NO_FUNDS(51),
    /** Posts, and never answers. */
    SILENT(68),
    /** Posts, and answers after the switch gave up. */
    LATE(69),
    /** Posts, and drops the connection. */
    DROP(96);

    private final int cents;

    CentsFault(int cents) {
        this.cents = cents;
    }

    static CentsFault of(CardMessage request) {
        return switch (request.kind()) {
            case Kind.Authorization _, Kind.Financial _ ->
                request.amount().map(CentsFault::of).orElse(NONE);
            case Kind.Advice _,
                    Kind.Reversal _,
                    Kind.FileAction _,
                    Kind.Reconciliation _,
                    Kind.Network _,
                    Kind.Unserved _ -> NONE;
        };
    }

    private static CentsFault of(Amount amount) {
        return Arrays.stream(values())
                .filter(fault -> fault.cents == amount.minor() % 100)
                .findFirst()
                .orElse(NONE);
    }
}
