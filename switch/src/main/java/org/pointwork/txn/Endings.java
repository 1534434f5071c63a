package org.pointwork.txn;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.model.TxnState;

/**
 * From the outcome of a dispatch to the ending of a transaction. Pure: the one place where it is decided when money is in
 * doubt, and what the acquirer hears then.
 */
public final class Endings {
    /** In the place of a link where the switch itself approved. */
    public static final String STAND_IN = "stand-in";

    /** Elements of an issuer's reply that are the acquirer's business; the rest repeats the request. */
    private static final int[] FROM_ISSUER = {
        4, 5, 6, 9, 10, 15, 38, 39, 44, 46, 47, 48, 50, 51, 54, 55, 57, 58, 59, 60, 61, 62, 63, 102, 103, 120, 121, 122,
        123, 124, 125, 126, 127
    };

    private final Reversals reversals;

    public Endings(Reversals reversals) {
        this.reversals = reversals;
    }

    public static Ending refused(CardMessage request, Refusal refusal, Instant now) {
        return declined(request.answer(refusal.responseCode()), "", refusal.why(), now);
    }

    /** @param sealedPan seals what a reversal needs of the card; asked only if it comes to one */
    public Ending of(Outcome outcome, CardMessage request, RequestRow row, Supplier<byte[]> sealedPan, Instant now) {
        return switch (outcome) {
            case Outcome.Answered(String link, CardMessage reply)
            when request.kind() instanceof Kind.Advice && ResponseCode.settlesNothing(reply.responseCode()) ->
                stored(request, link, "answered " + reply.responseCode(), now);
            case Outcome.Answered(String link, CardMessage reply) -> answered(request, link, reply, now);
            case Outcome.NotSent(String link, String why)
            when request.kind() instanceof Kind.Advice -> unsent(request, row, link, why, now);
            case Outcome.NotSent(String link, String why) ->
                declined(request.answer(ResponseCode.ISSUER_UNAVAILABLE), link, "not sent: " + why, now);
            case Outcome.NoAnswer(String link, Instant _, Silence silence) ->
                inDoubt(request, row, sealedPan, link, silence.name(), told(silence), now);
            case Outcome.Untrusted(String link, CardMessage _, String why) ->
                inDoubt(request, row, sealedPan, link, "untrusted reply: " + why, ResponseCode.MALFUNCTION, now);
        };
    }

    /** The switch answered for the issuer, which is told as soon as it can be. */
    public static Ending stoodIn(
            CardMessage request, Txn.StoodIn stoodIn, RequestRow row, Supplier<byte[]> sealedPan, Instant now) {
        String code = "%06d".formatted(Math.floorMod(row.txnId(), 1_000_000));
        CardMessage plain = request.answer(ResponseCode.APPROVED);
        Fields.Editor fields = plain.fields().edit().set(38, code);
        stoodIn.rule().answerMark().ifPresent(mark -> fields.set(mark.element(), mark.text()));
        CardMessage answer = plain.with(fields.done());
        EventRow approved = event(
                TxnState.APPROVED,
                now,
                answer,
                request.amount().map(Amount::minor),
                STAND_IN,
                "stood in for the issuer by rule " + stoodIn.rule().name() + ", not sent: " + stoodIn.why());
        return new Ending(
                List.of(approved),
                Optional.of(Advices.stoodIn(
                        row, request, sealedPan.get(), code, stoodIn.rule().adviceMark(), now)),
                answer);
    }

    private static String told(Silence silence) {
        return switch (silence) {
            case TIMED_OUT -> ResponseCode.LATE;
            case LINE_DROPPED -> ResponseCode.ISSUER_UNAVAILABLE;
        };
    }

    private static Ending answered(CardMessage request, String link, CardMessage reply, Instant now) {
        Fields.Editor fields = request.answer(reply.responseCode()).fields().edit();
        for (int de : FROM_ISSUER) {
            fields.copy(de, reply.fields());
        }
        CardMessage answer = request.with(request.mti().answer(), fields.done());
        if (!reply.approves()) {
            return declined(answer, link, "issuer answered " + reply.responseCode(), now);
        }
        Optional<Long> approved = approvedMinor(request, reply);
        return new Ending(
                List.of(event(
                        TxnState.APPROVED, now, answer, approved, link, "issuer answered " + reply.responseCode())),
                Optional.empty(),
                answer);
    }

    /** DE 4 of the reply where it has one, though it leave out the currency: that of the request holds. */
    private static Optional<Long> approvedMinor(CardMessage request, CardMessage reply) {
        return reply.fields().has(4)
                ? Optional.of(Long.parseLong(reply.fields().text(4)))
                : request.amount().map(Amount::minor);
    }

    /** An advice has happened already: the acquirer is thanked, and the issuer is told until it has heard. */
    private static Ending stored(CardMessage request, String link, String why, Instant now) {
        CardMessage answer = request.answer(ResponseCode.APPROVED);
        return new Ending(
                List.of(event(TxnState.UNKNOWN, now, answer, Optional.empty(), link, "stored, " + why)),
                Optional.empty(),
                answer);
    }

    /** Stored with its claim as a message that may have been heard: this one was not. */
    private static Ending unsent(CardMessage request, RequestRow row, String link, String why, Instant now) {
        Ending ending = stored(request, link, why, now);
        return new Ending(
                ending.events(),
                Optional.of(Advices.leg(row, request, Optional.empty(), request.mti(), now, now)),
                ending.answer());
    }

    private Ending inDoubt(
            CardMessage request,
            RequestRow row,
            Supplier<byte[]> sealedPan,
            String link,
            String why,
            String responseCode,
            Instant now) {
        return switch (request.kind()) {
            case Kind.Advice _ -> stored(request, link, why, now);
            case Kind.Financial _,
                    Kind.Authorization _,
                    Kind.Reversal _,
                    Kind.FileAction _,
                    Kind.Reconciliation _,
                    Kind.Network _,
                    Kind.Unserved _ -> {
                CardMessage answer = request.answer(responseCode);
                yield movesMoney(request.kind())
                        ? reversing(row, sealedPan, link, why, answer, now)
                        : declined(answer, link, why, now);
            }
        };
    }

    /** A hold and a posting do; a balance that nobody heard does no harm. */
    private static boolean movesMoney(Kind kind) {
        return switch (kind) {
            case Kind.Financial(var purpose) -> purpose.direction().movesMoney();
            case Kind.Authorization(var purpose) -> purpose.direction().movesMoney();
            case Kind.Advice _,
                    Kind.Reversal _,
                    Kind.FileAction _,
                    Kind.Reconciliation _,
                    Kind.Network _,
                    Kind.Unserved _ -> false;
        };
    }

    private Ending reversing(
            RequestRow row, Supplier<byte[]> sealedPan, String link, String why, CardMessage answer, Instant now) {
        return new Ending(
                List.of(
                        event(TxnState.UNKNOWN, now, answer, Optional.empty(), link, why),
                        event(TxnState.REVERSING, now, answer, Optional.empty(), "", "reversal stored")),
                Optional.of(reversals.leg(row, Optional.empty(), "", Optional.of(sealedPan.get()), now)),
                answer);
    }

    private static Ending declined(CardMessage answer, String link, String why, Instant now) {
        return new Ending(
                List.of(event(TxnState.DECLINED, now, answer, Optional.empty(), link, why)), Optional.empty(), answer);
    }

    private static EventRow event(
            TxnState state, Instant at, CardMessage answer, Optional<Long> approved, String link, String detail) {
        return new EventRow(state, at, answer.responseCode(), approved, link, detail, StoredAnswer.of(answer.fields()));
    }
}
