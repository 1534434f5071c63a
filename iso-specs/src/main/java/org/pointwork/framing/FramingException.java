package org.pointwork.framing;

/** The stream is out of step or asks for too much: the connection closes, and the reason is counted. */
public final class FramingException extends Exception {
    private final String reason;

    /** @param reason one word for the counter: {@code oversized}, {@code length}, {@code header} */
    public FramingException(String reason, String detail) {
        super(detail);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}
