package org.pointwork.sim.script;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.pointwork.sim.pos.Sealing;

/** One line of a script, understood. */
sealed interface Step {
    int line();

    /** From here on, through this door and over a new connection; one with a name stays when another is entered. */
    record Enter(int line, String door, String name) implements Step {}

    /** Back to a connection with a name. */
    record Use(int line, String name) implements Step {}

    /**
     * Keeps an element for later lines.
     *
     * @param sent of the message, else of its answer
     */
    record Keep(int line, String name, int element, Optional<String> of, boolean sent) implements Step {}

    /**
     * Sends a message.
     *
     * @param name what later lines call it, empty for nothing
     * @param of the earlier message that it is about
     * @param sealing empty for what the door wants
     * @param traced whether its answer is found by its trace; else it is the next message that answers nothing
     * @param settings what the script sets, by element; applied over what a terminal would say
     */
    record Send(
            int line,
            String mti,
            String name,
            Optional<String> of,
            int times,
            Optional<Sealing> sealing,
            Delivery delivery,
            boolean traced,
            Map<Integer, Setting> settings)
            implements Step {}

    /** Sends bytes, with or without the door's length and header. */
    record Raw(int line, byte[] bytes, boolean framed) implements Step {}

    /**
     * The answer to a message, the last one where none is named.
     *
     * @param same the message whose answer this one has to equal in every element
     * @param after the earliest that it may come, counted from the sending
     */
    record Expect(
            int line,
            String mti,
            Optional<String> of,
            Optional<String> same,
            Optional<Duration> after,
            Optional<Duration> within,
            Map<Integer, String> wanted)
            implements Step {}

    /** Nothing comes that was not expected before, not even the end of the connection. */
    record ExpectNothing(int line, Optional<Duration> within) implements Step {}

    /** The other side closes the connection. */
    record ExpectClosed(int line, Optional<Duration> within) implements Step {}

    /** The node's HTTP API comes to say this of a message's transaction. */
    record AwaitState(
            int line, String state, Optional<String> of, Optional<Duration> within, Map<String, String> wanted)
            implements Step {}

    /**
     * Some object in what the node's {@code GET /api/PATH} says comes to have all these values.
     *
     * @param keep one of its values, to be kept under the name {@code as}
     */
    record Api(
            int line,
            String path,
            Optional<Duration> within,
            Optional<String> keep,
            String as,
            Map<String, String> wanted)
            implements Step {}

    /**
     * An operator's wish: {@code POST /api/PATH}.
     *
     * @param status that it is answered with
     * @param within for so long it is wished again until it is answered so; once where empty
     */
    record Operator(int line, String path, int status, Optional<Duration> within, Map<String, String> query)
            implements Step {}

    /** The issuer simulator is told to do something: {@code POST /COMMAND}. */
    record Order(int line, String command, Map<String, String> settings) implements Step {}

    /** Its answer to the last order has these values. */
    record Says(int line, Map<String, String> wanted) implements Step {}

    /** Its books come to have moved by so much since the case began, in minor units. */
    record Ledger(int line, long postedMinor, Optional<Long> heldMinor, Optional<Duration> within) implements Step {}

    /** How a message is written. */
    enum Delivery {
        AT_ONCE,
        /** Kept back, and written in one piece with the next one. */
        HELD,
        /** One byte a write. */
        BYTEWISE
    }

    /** What an element is set to. */
    sealed interface Setting {
        /** As it stands; hexadecimal in a binary element. */
        record Text(String value) implements Setting {}

        /** The enciphered block of a PIN. */
        record Pin(String digits) implements Setting {}

        /** Left out. */
        record Absent() implements Setting {}
    }
}
