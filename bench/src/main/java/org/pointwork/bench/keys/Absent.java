package org.pointwork.bench.keys;

import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;

/** Keys are not replaced by the way: what was enciphered under one would be lost. */
final class Absent {
    private Absent() {}

    static void require(KeyLoader loader, KeyRef key) {
        if (loader.held().stream().anyMatch(held -> held.key().equals(key))) {
            throw HsmException.refused(Fault.POLICY, key.label(), "there is such a key; rotate it, or remove it first");
        }
    }
}
