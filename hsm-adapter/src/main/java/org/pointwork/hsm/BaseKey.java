package org.pointwork.hsm;

/** Derives the keys of single transactions (a DUKPT base derivation key, ANSI X9.24), and nothing else. */
public record BaseKey(String label) implements KeyRef {
    public BaseKey {
        KeyRef.requireLabel(label);
    }
}
