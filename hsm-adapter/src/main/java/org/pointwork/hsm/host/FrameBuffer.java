package org.pointwork.hsm.host;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts what a box sends into messages. What was given out is overwritten here, for answers may be in the clear. */
final class FrameBuffer {
    private static final int LENGTH = 2;
    private static final int CODE_AND_ERROR = 4;

    private final InputStream in;
    private final int headerLength;
    private final byte[] bytes = new byte[LENGTH + 0xFFFF];
    private int from;
    private int to;

    FrameBuffer(InputStream in, int headerLength) {
        this.in = in;
        this.headerLength = headerLength;
    }

    /**
     * The next message, without its length.
     *
     * @throws IOException where the line ends, or says a length that no answer has
     */
    byte[] next() throws IOException {
        await(LENGTH);
        int length = (bytes[from] & 0xFF) << 8 | bytes[from + 1] & 0xFF;
        if (length < headerLength + CODE_AND_ERROR) {
            throw new IOException("the box sent a message of " + length + " bytes");
        }
        await(LENGTH + length);
        byte[] message = Arrays.copyOfRange(bytes, from + LENGTH, from + LENGTH + length);
        Arrays.fill(bytes, from, from + LENGTH + length, (byte) 0);
        from += LENGTH + length;
        return message;
    }

    private void await(int count) throws IOException {
        if (from == to) {
            from = 0;
            to = 0;
        } else if (from + count > bytes.length) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        while (to - from < count) {
            int read = in.read(bytes, to, bytes.length - to);
            if (read < 0) {
                throw new EOFException("the box closed the line");
            }
            to += read;
        }
    }
}
