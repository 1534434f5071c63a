package org.pointwork.hsm.card;

/** A derived key, with what is done with its very bytes: few modules do that inside. */
public interface DerivedKey extends CardKey, Deriver {
    /**
     * This key with the transaction counter in it, Visa's session key for scripts: the counter on the last two bytes of the
     * left half, its complement on those of the right.
     */
    CardKey withCounter(int atc);

    /** The last 4 bytes of the left half, which Visa's PIN block is made with; the caller wipes them. */
    byte[] tail();
}
