package org.pointwork.bench.scan;

import java.util.Arrays;

/**
 * One form of a secret, as it would lie in a file.
 *
 * @param name the secret and the form, fit for a log
 * @param bytes what to look for
 * @param before the low half of the byte in front, or {@link #ANY}: a digit that shares its byte with a stranger
 * @param after the high half of the byte behind, or {@link #ANY}
 */
record Needle(String name, byte[] bytes, int before, int after) {
    static final int ANY = -1;

    Needle(String name, byte[] bytes) {
        this(name, bytes, ANY, ANY);
    }

    /** Whether it lies at {@code start} of the first {@code length} bytes. */
    boolean isAt(byte[] data, int start, int length) {
        int end = start + bytes.length;
        return end <= length
                && Arrays.equals(data, start, end, bytes, 0, bytes.length)
                && (before == ANY || start > 0 && (data[start - 1] & 0x0F) == before)
                && (after == ANY || end < length && (data[end] >> 4 & 0x0F) == after);
    }

    @Override
    public String toString() {
        return name;
    }
}
