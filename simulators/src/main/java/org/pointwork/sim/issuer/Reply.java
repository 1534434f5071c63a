package org.pointwork.sim.issuer;

import java.util.List;

/**
 * What goes back on the wire for one request.
 *
 * @param payloads packed messages in the order they are sent
 * @param delayMs how many milliseconds from now
 * @param drops whether the connection closes instead
 */
record Reply(List<byte[]> payloads, long delayMs, boolean drops) {
    static final Reply NOTHING = new Reply(List.of(), 0, false);
    static final Reply DROP = new Reply(List.of(), 0, true);

    static Reply after(long delayMs, List<byte[]> payloads) {
        return new Reply(payloads, delayMs, false);
    }
}
