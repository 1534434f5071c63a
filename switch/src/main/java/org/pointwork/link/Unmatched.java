package org.pointwork.link;

import org.pointwork.model.CardMessage;

/** Where replies go that met no waiting request. They are kept and looked into, and never delivered. */
public interface Unmatched {
    void keep(String link, CardMessage reply, String why);
}
