package org.pointwork.bench.load;

import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

/**
 * The framing of all arms, door 8583's: a length that does not count itself, then the message.
 *
 * <pre>
 *  +---------------+-------------------+
 *  | length,  2 BE | message           |
 *  +---------------+-------------------+
 * </pre>
 */
public final class Frames {
    public static final int LENGTH_BYTES = 2;
    private static final int MAX_BYTES = 8_192;

    private Frames() {}

    /** Cuts messages out of a stream; one for each connection. */
    public static LengthFieldBasedFrameDecoder decoder() {
        return new LengthFieldBasedFrameDecoder(MAX_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES);
    }
}
