package org.pointwork.txn;

import java.util.List;
import java.util.Optional;
import org.pointwork.journal.EventRow;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;

/**
 * How one pass of a transaction ends: what is written down, what must still be sent, what the acquirer is told.
 *
 * @param leg present where money may have moved that nobody has confirmed
 */
public record Ending(List<EventRow> events, Optional<Leg> leg, CardMessage answer) {}
