package org.pointwork.hsm;

/** Makes pseudonyms of data that must not be stored (HMAC-SHA-256). */
public record TokenKey(String label) implements KeyRef {
    public TokenKey {
        KeyRef.requireLabel(label);
    }
}
