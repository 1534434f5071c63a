package org.pointwork.hsm;

/** What a MAC is under: a key that both sides hold, or the key of one DUKPT transaction. */
public sealed interface MacSource permits MacKey, DukptKey {
    /** The label to name in errors: never a secret. */
    String label();
}
