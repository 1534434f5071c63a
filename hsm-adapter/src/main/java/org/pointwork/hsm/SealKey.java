package org.pointwork.hsm;

/** Encrypts and authenticates what must be kept for a while (AES-GCM). */
public record SealKey(String label) implements KeyRef {
    public SealKey {
        KeyRef.requireLabel(label);
    }
}
