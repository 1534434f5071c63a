package org.pointwork.link;

import org.pointwork.model.CardMessage;

/** Does what a partner asks of a file on its link (0300, 0302): the list of hot cards. */
@FunctionalInterface
public interface FileActions {
    /**
     * Called on a thread that may wait. Doing one twice is doing it once.
     *
     * @param partner who asks, proved by the MAC where it has one
     * @return the answer
     * @throws RuntimeException where it cannot be done now: the partner is answered 96, and will ask again
     */
    CardMessage asked(String partner, CardMessage request);
}
