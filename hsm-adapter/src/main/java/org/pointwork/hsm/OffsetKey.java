package org.pointwork.hsm;

/** Makes and checks IBM 3624 PIN offsets, and nothing else. */
public record OffsetKey(String label) implements KeyRef {
    public OffsetKey {
        KeyRef.requireLabel(label);
    }
}
