package org.pointwork.link;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.pointwork.model.CardMessage;

/** Hears what a partner asks on its link. Called on the line's own thread: nothing here may wait. */
interface PartnerDesk {
    /** Nobody is there yet. */
    PartnerDesk CLOSED = (_, _, _) -> {};

    /**
     * @param genuine whether the request has the MAC that the partner's messages have, true where they have none; asks the
     *     HSM, so it is asked where one may wait
     * @param answer takes the answer, on any thread, now or later
     */
    void asked(CardMessage request, BooleanSupplier genuine, Consumer<CardMessage> answer);
}
