package org.pointwork.framing;

import io.netty.channel.WriteBufferWaterMark;

/** How much may wait for a peer to read it before the peer counts as one that doesn't read. */
public final class UnreadBytes {
    private static final int USUAL = 256 << 10;

    private UnreadBytes() {}

    /** Everything that leaves in one flush fits below the mark, however large its frames are. */
    public static WriteBufferWaterMark mark(int framesAFlush, int maxFrameBytes) {
        int high = (int) Math.clamp((framesAFlush + 1L) * maxFrameBytes, USUAL, Integer.MAX_VALUE);
        return new WriteBufferWaterMark(high / 4, high);
    }
}
