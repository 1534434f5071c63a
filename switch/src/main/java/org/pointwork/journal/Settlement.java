package org.pointwork.journal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.pointwork.model.Leg;

/**
 * What is committed together when a transaction moves on: its events, what must still be sent, and what became of a leg.
 *
 * @param request present for a request that was refused before it was claimed: its row is written here
 * @param legDone the leg that this resolves; its sealed PAN is erased
 * @param closesRequest whether the first of the events says what became of the request. Of two that do, the second is
 *     not written, so that a late outcome and a recovery cannot both decide about one request
 * @param uses what it took of velocity rules and holds still: given back where it is declined or reversed by this
 */
public record Settlement(
        long txnId,
        LocalDate day,
        List<EventRow> events,
        Optional<RequestRow> request,
        Optional<Leg> leg,
        Optional<Leg.Kind> legDone,
        boolean closesRequest,
        List<Use> uses) {

    /** What became of a request: its first event decides, unless it is decided already. */
    public static Settlement outcome(RequestRow row, List<EventRow> events) {
        return of(row, events, Optional.empty(), true);
    }

    /** What became of a request that was refused before it was claimed. */
    public static Settlement refusal(RequestRow row, List<EventRow> events) {
        return of(row, events, Optional.of(row), true);
    }

    /** What happened to a request after its outcome. */
    public static Settlement following(RequestRow row, List<EventRow> events) {
        return of(row, events, Optional.empty(), false);
    }

    private static Settlement of(
            RequestRow row, List<EventRow> events, Optional<RequestRow> request, boolean closesRequest) {
        return new Settlement(
                row.txnId(), row.day(), events, request, Optional.empty(), Optional.empty(), closesRequest, List.of());
    }

    /** The same with a leg that must still be sent, if there is one. */
    public Settlement storing(Optional<Leg> stored) {
        return stored.isEmpty()
                ? this
                : new Settlement(txnId, day, events, request, stored, legDone, closesRequest, uses);
    }

    /** The same with a leg that is resolved by it, if there is one. */
    public Settlement finishing(Optional<Leg.Kind> done) {
        return done.isEmpty() ? this : new Settlement(txnId, day, events, request, leg, done, closesRequest, uses);
    }

    /** The same of a request that velocity rules counted. */
    public Settlement using(List<Use> held) {
        return held.isEmpty() ? this : new Settlement(txnId, day, events, request, leg, legDone, closesRequest, held);
    }

    /** Whether one event is all that it brings, as with nearly every payment. */
    boolean isOneEvent() {
        return closesRequest
                && events.size() == 1
                && request.isEmpty()
                && leg.isEmpty()
                && legDone.isEmpty()
                && givenBack(events.getFirst()).isEmpty();
    }

    private List<Use> allGivenBack() {
        return uses.stream().map(Use::givenBack).toList();
    }

    private List<Use> restGivenBack(long standingMinor) {
        return uses.stream()
                .map(use -> use.restAbove(standingMinor))
                .filter(use -> use.minor() < 0)
                .toList();
    }

    /** What an event of it gives back once it is written. */
    List<Use> givenBack(EventRow event) {
        if (uses.isEmpty()) {
            return uses;
        }
        return switch (event.state()) {
            case DECLINED -> allGivenBack();
            case REVERSING -> event.approvedMinor().map(this::restGivenBack).orElseGet(this::allGivenBack);
            case APPROVED -> event.approvedMinor().map(this::restGivenBack).orElse(List.of());
            case FORWARDED, UNKNOWN, REVERSED -> List.of();
        };
    }
}
