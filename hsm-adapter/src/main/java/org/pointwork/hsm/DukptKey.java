package org.pointwork.hsm;

/**
 * The key of one DUKPT transaction, which the module derives and forgets. The verb says which of its variants is meant: a
 * PIN key is never used for a MAC.
 *
 * @param base the key that all terminals of its owner descend from
 * @param ksn as the terminal sent it
 * @param way requests and responses have MAC and data keys of their own; PIN keys are those of requests
 */
public record DukptKey(BaseKey base, Ksn ksn, Way way) implements MacSource, PinSource {

    /** Which way the message goes, seen from the terminal. */
    public enum Way {
        REQUEST,
        RESPONSE
    }

    @Override
    public String label() {
        return base.label();
    }
}
