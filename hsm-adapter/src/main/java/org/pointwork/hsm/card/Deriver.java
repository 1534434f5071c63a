package org.pointwork.hsm.card;

/** A double-length TDEA key in a module that other keys are derived from. */
@FunctionalInterface
public interface Deriver {
    /**
     * The key that is this key's encryption of 16 bytes, each byte with odd parity (EMV Book 2, A1.3 and A1.4).
     *
     * @param data 16 bytes: one half for each half of the key
     * @return a key for one thread, to be closed before this one is
     */
    DerivedKey derive(byte[] data);
}
