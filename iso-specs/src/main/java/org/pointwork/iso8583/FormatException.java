package org.pointwork.iso8583;

import java.util.Optional;
import org.pointwork.model.CardMessage;

/** A message that breaks its dialect or the meaning of a field. Says where and why, and never what was there. */
public final class FormatException extends Exception {
    private final int field;
    private final String why;
    private final transient Optional<CardMessage> identified;

    /**
     * @param field the element at fault, 0 for the MTI, 1 for the bitmap, -1 where no element can be named
     * @param why a phrase that follows the element's name; never what the element held
     * @param identified what was read up to there, present where it can be answered with DE 39 = 30
     */
    public FormatException(int field, String why, Optional<CardMessage> identified) {
        super(path(field) + ": " + why);
        this.field = field;
        this.why = why;
        this.identified = identified;
    }

    FormatException(int field, String why) {
        this(field, why, Optional.empty());
    }

    FormatException with(Optional<CardMessage> nowIdentified) {
        return new FormatException(field, why, nowIdentified);
    }

    private static String path(int field) {
        return switch (field) {
            case -1 -> "message";
            case 0 -> "MTI";
            case 1 -> "bitmap";
            default -> "DE " + field;
        };
    }

    public int field() {
        return field;
    }

    public Optional<CardMessage> identified() {
        return identified;
    }
}
