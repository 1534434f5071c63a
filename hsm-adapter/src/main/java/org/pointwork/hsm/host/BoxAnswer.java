package org.pointwork.hsm.host;

import java.util.function.Function;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;

/** One answer of a box: its error code, and the fields after it. */
final class BoxAnswer {
    static final String DONE = "00";
    static final String NOT_VERIFIED = "01";
    /** With an IBM 3624 key of more than single length the box does it and says so. */
    static final String DONE_WITH_LONGER_KEY = "02";

    private final HostCommand command;
    private final String subject;
    private final HostFields fields;
    private final String error;

    BoxAnswer(HostCommand command, String subject, HostFields fields) {
        this.command = command;
        this.subject = subject;
        this.fields = fields;
        this.error = fields.text("error code", 2);
    }

    String error() {
        return error;
    }

    boolean isTroubleOfTheBox() {
        return BoxError.isOfTheBox(error);
    }

    HsmException refusal() {
        return BoxError.thrown(error, command.code(), subject);
    }

    /** True for done, false for "not verified"; anything else is thrown. */
    boolean isVerified() {
        if (error.equals(NOT_VERIFIED)) {
            return false;
        }
        done();
        return true;
    }

    private void done() {
        if (!error.equals(DONE)) {
            throw refusal();
        }
    }

    /** Overwrites an answer that was in the clear. */
    void wipe() {
        fields.wipe();
    }

    /** As {@link #read}, where another code means done as well. */
    <T> T readAlso(String alsoDone, Function<HostFields, T> reader) {
        return error.equals(alsoDone) ? parsed(reader) : read(reader);
    }

    /** Reads fields; an answer that is not as the layout says is the box's malfunction. */
    <T> T read(Function<HostFields, T> reader) {
        done();
        return parsed(reader);
    }

    private <T> T parsed(Function<HostFields, T> reader) {
        try {
            return reader.apply(fields);
        } catch (HostFields.Malformed e) {
            throw new HsmException(Reason.MALFUNCTION, subject, command.answerCode() + ": " + e.getMessage());
        }
    }
}
