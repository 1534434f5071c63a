package org.pointwork.txn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Settlement;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.model.Leg;
import org.pointwork.model.TxnState;

/** Endings as the journal commits them. */
public final class Settlements {
    private Settlements() {}

    /** Of a claimed transaction. */
    public static Settlement of(RequestRow row, Ending ending, Kind kind) {
        boolean adviceHeard =
                kind instanceof Kind.Advice && ending.events().getLast().state() != TxnState.UNKNOWN;
        return Settlement.outcome(row, ending.events())
                .storing(ending.leg())
                .finishing(adviceHeard ? Optional.of(Leg.Kind.ADVICE) : Optional.empty());
    }

    /** Of one that was refused before it was claimed: its request is written with its end. */
    public static Settlement ofRefused(RequestRow row, Ending ending) {
        return Settlement.refusal(row, ending.events());
    }

    /**
     * An approval that its terminal takes back.
     *
     * @param keptMinor what stays of it, nothing where all is taken back
     */
    public static Settlement reversing(RequestRow row, Leg leg, Optional<Long> keptMinor, Instant now) {
        EventRow event = new EventRow(
                TxnState.REVERSING,
                now,
                "",
                keptMinor,
                "",
                keptMinor.isPresent() ? "a part reversed by its terminal" : "reversed by its terminal",
                StoredAnswer.NONE);
        return Settlement.following(row, List.of(event)).storing(Optional.of(leg));
    }

    /** A forwarded request whose outcome nobody can know any more. */
    public static Settlement recovered(RequestRow row, Optional<Leg> leg, StoredAnswer forRepeats, Instant now) {
        EventRow unknown = foundWithoutOutcome(TxnState.UNKNOWN, forRepeats, now);
        List<EventRow> events = leg.isPresent()
                ? List.of(unknown, told(TxnState.REVERSING, now, "", "reversal stored"))
                : List.of(unknown);
        return Settlement.outcome(row, events).storing(leg);
    }

    /** An inquiry whose answer nobody will hear: no money is in doubt. */
    public static Settlement lost(RequestRow row, StoredAnswer forRepeats, Instant now) {
        return Settlement.outcome(row, List.of(foundWithoutOutcome(TxnState.DECLINED, forRepeats, now)));
    }

    /** A stored message was answered at last. */
    public static Settlement legDone(RequestRow row, Leg leg, String link, CardMessage reply, Instant now) {
        TxnState state =
                switch (leg.kind()) {
                    case REVERSAL -> TxnState.REVERSED;
                    case STAND_IN -> TxnState.APPROVED; // what it refuses is given up, and an operator looks
                    case ADVICE, RECONCILIATION -> reply.approves() ? TxnState.APPROVED : TxnState.DECLINED;
                };
        EventRow event = told(state, now, link, "issuer answered " + reply.responseCode());
        return Settlement.following(row, List.of(event)).finishing(Optional.of(leg.kind()));
    }

    private static EventRow foundWithoutOutcome(TxnState state, StoredAnswer forRepeats, Instant now) {
        return new EventRow(
                state, now, "", Optional.empty(), "", "found without outcome, its node had stopped", forRepeats);
    }

    /** A stand-in that its issuer refuses stands as the bank's own loss: there is nothing left to tell anybody. */
    public static Settlement writtenOff(RequestRow row, String by, String why, Instant now) {
        EventRow event = told(TxnState.APPROVED, now, "", "written off by " + by + ": " + why);
        return Settlement.following(row, List.of(event)).finishing(Optional.of(Leg.Kind.STAND_IN));
    }

    /** A partner has said what a day came to. */
    public static Settlement reconciled(RequestRow row, EventRow event) {
        return Settlement.following(row, List.of(event)).finishing(Optional.of(Leg.Kind.RECONCILIATION));
    }

    private static EventRow told(TxnState state, Instant now, String link, String detail) {
        return new EventRow(state, now, "", Optional.empty(), link, detail, StoredAnswer.NONE);
    }
}
