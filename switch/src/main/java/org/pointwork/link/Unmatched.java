package org.pointwork.link;

import org.pointwork.model.CardMessage;

/** Where replies go that met no waiting request. They are kept and looked into, and never delivered. */
public interface Unmatched {
    /**
     * Called on a thread that may wait, and not for more than some replies a second.
     *
     * @param why what is known of it
     */
    void keep(String link, CardMessage reply, Diagnosis why);
}
