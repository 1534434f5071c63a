package org.pointwork.iso8583;

import java.util.Optional;
import org.pointwork.model.CardMessage;

/** A message that breaks its dialect or the meaning of a field. Says where and why, and never what was there. */
public final class FormatException extends Exception {
    private final int field;
    private final String path;
    private final String why;
    private final transient Optional<CardMessage> identified;

    /**
     * @param field the element at fault, 0 for the MTI, 1 for the bitmap, -1 where no element can be named
     * @param why a phrase that follows the element's name; never what the element held
     * @param identified what was read up to there, present where it can be answered with DE 39 = 30
     */
    public FormatException(int field, String why, Optional<CardMessage> identified) {
        this(field, path(field), why, identified);
    }

    private FormatException(int field, String path, String why, Optional<CardMessage> identified) {
        super(path + ": " + why);
        this.field = field;
        this.path = path;
        this.why = why;
        this.identified = identified;
    }

    FormatException(int field, String why) {
        this(field, why, Optional.empty());
    }

    /** Of what is within an element, named by its whole path: {@code DE 48.92}. */
    FormatException(int field, String path, String why) {
        this(field, path, why, Optional.empty());
    }

    FormatException with(Optional<CardMessage> nowIdentified) {
        return new FormatException(field, path, why, nowIdentified);
    }

    /** Of a part of an element: {@code DE 127.25.3}. */
    FormatException within(int de) {
        String part = path.startsWith("DE ") ? path.substring(3) : path;
        return new FormatException(de, "DE " + de + '.' + part, why, identified);
    }

    private static String path(int field) {
        return switch (field) {
            case -1 -> "message";
            case 0 -> "MTI";
            case 1 -> "bitmap";
            default -> "DE " + field;
        };
    }

    /** The element at fault, the outermost where it is one of its parts. */
    public int field() {
        return field;
    }

    public Optional<CardMessage> identified() {
        return identified;
    }
}
