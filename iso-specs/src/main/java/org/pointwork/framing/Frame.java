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

    /** The frame of the answer: addresses in its header change places. */
    public Frame answer(byte[] answerPayload) {
        return new Frame(HeaderKind.of(header).answer(header), answerPayload);
    }

    /** What its header says, for a person: empty where there is none, else {@code ", TPDU 60 to 0001 from 0002"}. */
    public String describeHeader() {
        return HeaderKind.of(header).describe(header);
    }

    @Override
    public String toString() {
        return "frame of " + header.length + "+" + payload.length + " bytes";
    }
}
