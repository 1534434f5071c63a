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
 */
public record Settlement(
        long txnId,
        LocalDate day,
        List<EventRow> events,
        Optional<RequestRow> request,
        Optional<Leg> leg,
        Optional<Leg.Kind> legDone,
        boolean closesRequest) {

    /** Whether one event is all that it brings, as with nearly every payment. */
    boolean isOneEvent() {
        return closesRequest && events.size() == 1 && request.isEmpty() && leg.isEmpty() && legDone.isEmpty();
    }
}
