package org.pointwork.hsm.host;

import org.pointwork.hsm.KeyRef;

/**
 * How the commands of one view of the module reach the boxes.
 *
 * @param share as in {@link Boxes#ask}
 */
record Caller(Boxes boxes, BoxKeys keys, int share) {
    /** Descriptor of a key serial number of 20 digits: 9 of key set, none of sub-key, 6 of device; 5 are left to count. */
    static final String KSN_DESCRIPTOR = "906";

    BoxAnswer ask(String subject, HostCommand command) {
        return boxes.ask(subject, command, share);
    }

    BoxCryptogram key(KeyRef key) {
        return keys.get(key);
    }

    String keyText(KeyRef key) {
        return keys.get(key).text();
    }
}
