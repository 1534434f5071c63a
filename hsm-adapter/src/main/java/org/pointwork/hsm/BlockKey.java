package org.pointwork.hsm;

/** Protects keys in key blocks (ANSI X9.143, TR-31: a key block protection key), and nothing else. */
public record BlockKey(String label) implements KeyRef {
    public BlockKey {
        KeyRef.requireLabel(label);
    }
}
