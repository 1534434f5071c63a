package org.pointwork.hsm;

/** Authenticates messages, and nothing else. */
public record MacKey(String label) implements KeyRef, MacSource {
    public MacKey {
        KeyRef.requireLabel(label);
    }
}
