package org.pointwork.link;

import java.util.function.Consumer;
import org.pointwork.model.CardMessage;

/** Hears what a partner asks on its link. Called on the line's own thread: nothing here may wait. */
interface PartnerDesk {
    /** Nobody is there yet. */
    PartnerDesk CLOSED = (_, _) -> {};

    /** @param answer takes the answer, on any thread, now or later */
    void asked(CardMessage request, Consumer<CardMessage> answer);
}
