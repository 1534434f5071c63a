package org.pointwork.hsm;

/** Carries working keys between two zones (a zone master key, ZMK), and nothing else. */
public record ZoneKey(String label) implements KeyRef {
    public ZoneKey {
        KeyRef.requireLabel(label);
    }
}
