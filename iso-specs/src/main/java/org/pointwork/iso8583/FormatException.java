package org.pointwork.iso8583;

import java.util.Optional;
import org.pointwork.model.CardMessage;

/** A message that breaks its dialect or the meaning of a field. Says where and why, and never what was there. */
public final class FormatException extends Exception {
    private final int field;
    private final transient Optional<CardMessage> identified;

    /**
     * @param field the element at fault, 0 for the MTI, 1 for the bitmap, -1 where no element can be named
     * @param identified what was read up to there, present where it can be answered with DE 39 = 30
     */
    public FormatException(int field, String why, Optional<CardMessage> identified) {
        super((field < 0 ? "message" : field == 0 ? "MTI" : field == 1 ? "bitmap" : "DE " + field) + ": " + why);
        this.field = field;
        this.identified = identified;
    }

    public int field() {
        return field;
    }

    public Optional<CardMessage> identified() {
        return identified;
    }
}
