package org.pointwork.registry;

/** An import that cannot be used, and why: file, line and field. Nothing of it was stored. */
public final class RegistryException extends RuntimeException {
    public RegistryException(String sentence) {
        super(sentence);
    }
}
