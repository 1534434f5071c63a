package org.pointwork.acquirer;

import java.time.Instant;
import java.util.Optional;
import org.pointwork.framing.Frame;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/**
 * One message that came in by a door and asks for an answer.
 *
 * @param message what was read of it; all of it where {@code fault} is absent
 * @param fault what is wrong with it, a sentence without card data
 * @param frame as it came, for the MAC and for the answer's header
 */
public record Arrival(
        ListenerConfig door,
        IsoCodec codec,
        CardMessage message,
        Optional<String> fault,
        Frame frame,
        Instant receivedAt,
        Reply reply) {

    /** The way back. Exactly one of the two is called, once. */
    public interface Reply {
        void send(byte[] payload);

        /** No answer: the other side's own timer has to decide. */
        void drop(String why);
    }

    @Override
    public String toString() {
        return door.name() + " " + message;
    }
}
