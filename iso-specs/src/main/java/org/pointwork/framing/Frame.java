package org.pointwork.framing;

/**
 * One message as it was cut from the stream.
 *
 * @param header what the framing carries besides the length, empty for most
 * @param payload the message; owned by whoever holds the frame
 */
public record Frame(byte[] header, byte[] payload) {
    private static final byte[] NOTHING = new byte[0];

    public static final Frame KEEP_ALIVE = new Frame(NOTHING, NOTHING);

    public static Frame of(byte[] payload) {
        return new Frame(NOTHING, payload);
    }

    public boolean isKeepAlive() {
        return payload.length == 0;
    }

    /** The frame of the answer: a TPDU's destination (bytes 1-2) and origin (bytes 3-4) change places. */
    public Frame answer(byte[] answerPayload) {
        if (header.length != 5) {
            return new Frame(header, answerPayload);
        }
        byte[] swapped = {header[0], header[3], header[4], header[1], header[2]};
        return new Frame(swapped, answerPayload);
    }

    @Override
    public String toString() {
        return "frame of " + header.length + "+" + payload.length + " bytes";
    }
}
