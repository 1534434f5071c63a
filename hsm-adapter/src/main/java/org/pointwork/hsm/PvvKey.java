package org.pointwork.hsm;

/** Makes and checks Visa PIN verification values, and nothing else. */
public record PvvKey(String label) implements KeyRef {
    public PvvKey {
        KeyRef.requireLabel(label);
    }
}
