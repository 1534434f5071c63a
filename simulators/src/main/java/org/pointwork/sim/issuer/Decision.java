package org.pointwork.sim.issuer;

import org.pointwork.model.CardMessage;

/** The issuer's answer, and how it leaves. */
record Decision(CardMessage answer, Delivery delivery) {

    /** How an answer leaves, if at all. */
    enum Delivery {
        NOW,
        /** After the switch gave up. */
        LATE,
        NEVER,
        /** Not at all, and the connection closes. */
        DROP;

        static Delivery of(CentsFault fault) {
            return switch (fault) {
                case SILENT -> NEVER;
                case LATE -> LATE;
                case DROP -> DROP;
                case NONE, DECLINE, PARTIAL, NO_FUNDS -> NOW;
            };
        }
    }

    static Decision now(CardMessage answer) {
        return new Decision(answer, Delivery.NOW);
    }
}
