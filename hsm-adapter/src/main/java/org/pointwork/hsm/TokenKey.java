package org.pointwork.hsm;

/** Makes pseudonyms of data that must not be stored (AES-256 CBC-MAC). */
public record TokenKey(String label) implements KeyRef {
    public TokenKey {
        KeyRef.requireLabel(label);
    }
}
