package org.pointwork.hsm.ceremony;

import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KcvMethod;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/** A module that takes a key which custodians have put together. */
public interface ComponentStore {

    /** The check value of a clear key or a component of one, which is not stored; parity does not matter to it. */
    Kcv checkValueOf(KeyAlgorithm algorithm, byte[] clear, KcvMethod method);

    /**
     * Stores a key for good, where it can be used and never read.
     *
     * @param clear the key, which the caller wipes
     * @param expected its check value as {@link org.pointwork.hsm.Hsm#check} shows it
     * @throws org.pointwork.hsm.HsmException REFUSED where the key is not sound or its check value is another
     */
    Kcv importKey(KeyRef key, KeyAlgorithm algorithm, byte[] clear, Kcv expected);
}
