package org.pointwork.hsm;

/** What a PIN block is under: a zone or terminal PIN key, or the key of one DUKPT transaction. */
public sealed interface PinSource permits PinKey, DukptKey {
    /** The label to name in errors: never a secret. */
    String label();
}
