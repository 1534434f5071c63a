package org.pointwork.hsm.conformance;

import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/** A module under test, which takes keys that everybody knows: never one that holds real ones. */
public interface Subject {
    /** The module. */
    Hsm hsm();

    /**
     * Loads a key, replacing what was there under its name.
     *
     * @param clear the key's bytes, {@link KeyAlgorithm#lengthInBytes()} of them; published figures
     */
    void load(KeyRef key, KeyAlgorithm algorithm, byte[] clear);
}
