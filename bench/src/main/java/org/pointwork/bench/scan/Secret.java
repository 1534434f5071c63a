package org.pointwork.bench.scan;

import java.util.Arrays;

/**
 * Something that must not be found on a disk.
 *
 * @param name what a report calls it, fit for a log: {@code PAN 400000******7899}
 * @param nature how it is written down
 * @param value digits and separators in ASCII, or the bytes themselves
 */
public record Secret(String name, Nature nature, byte[] value) implements AutoCloseable {
    /** Shorter ones would be found everywhere by chance. */
    private static final int SHORTEST = 8;

    /** How a secret is written down. */
    public enum Nature {
        /** Digits, and the separator of a track: a PAN or a track. */
        DIGITS,
        /** Any bytes: a PIN block or a key. */
        BYTES
    }

    public Secret {
        if (value.length < SHORTEST) {
            throw new IllegalArgumentException(name + " is too short to search for");
        }
    }

    /** Wipes the value. */
    @Override
    public void close() {
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public String toString() {
        return name;
    }
}
