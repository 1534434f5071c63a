package org.pointwork.node;

/** The configuration cannot be used: file, key and what to do about it. Stops the start. */
public final class ConfigException extends RuntimeException {
    public ConfigException(String sentence) {
        super(sentence);
    }
}
