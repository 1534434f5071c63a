package org.pointwork.emv;

/** Chip data that is not what EMV says. Names the tag, the place and the rule, and never what a value held. */
public final class TlvException extends Exception {
    private static final long serialVersionUID = 1;
    private static final int NOWHERE = -1;

    private final String tag;
    private final int offset;

    TlvException(int tag, int offset, String why) {
        super("tag %X, byte %d: %s".formatted(tag, offset, why));
        this.tag = "%X".formatted(tag);
        this.offset = offset;
    }

    /** Of an object as a whole, wherever it stands. */
    TlvException(int tag, String why) {
        super("tag %X: %s".formatted(tag, why));
        this.tag = "%X".formatted(tag);
        this.offset = NOWHERE;
    }

    /** The tag at fault in hex, as far as it could be read. */
    public String tag() {
        return tag;
    }

    /** Where reading stopped, in bytes from the start; -1 where no place is meant. */
    public int offset() {
        return offset;
    }
}
