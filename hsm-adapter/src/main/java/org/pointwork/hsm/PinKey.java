package org.pointwork.hsm;

/** Enciphers PIN blocks (a zone or terminal PIN key), and nothing else. */
public record PinKey(String label) implements KeyRef, PinSource {
    public PinKey {
        KeyRef.requireLabel(label);
    }
}
