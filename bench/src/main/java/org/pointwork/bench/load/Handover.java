package org.pointwork.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;

/** How the benchmark's processes are given keys: as lines on standard input, never by argument, environment or file. */
public final class Handover {
    private static final HexFormat HEX = HexFormat.of();
    private static final int KEY_DIGITS = 32;

    private Handover() {}

    /** A key as the line that {@link #key} reads. */
    public static String line(byte[] key) {
        return HEX.formatHex(key);
    }

    /** Reads one line and not a byte more: the rest of the stream is watched for its end. */
    public static byte[] key(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(KEY_DIGITS);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() >= KEY_DIGITS) {
                throw new EOFException("no key was handed over");
            }
            line.append((char) next);
        }
        return HEX.parseHex(line);
    }
}
