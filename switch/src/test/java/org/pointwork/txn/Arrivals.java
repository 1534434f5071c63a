package org.pointwork.txn;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.pointwork.acquirer.Arrival;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.acquirer.ListenerConfig.MacPolicy;
import org.pointwork.framing.Frame;
import org.pointwork.hsm.HsmException;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/** Transactions as they stand at the first step, and what steps work with where they need no more than a clock. */
public final class Arrivals {
    public static final Instant NOW = Instant.parse("2026-07-21T10:15:30Z");
    private static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);
    private static final ListenerConfig DOOR = new ListenerConfig(
            "pos-ascii",
            "127.0.0.1",
            0,
            "demo",
            "iso87-ascii",
            "length2",
            Optional.empty(),
            MacPolicy.WHERE_PRESENT,
            "tak.demo",
            Optional.empty(),
            "tpk.demo",
            Optional.empty(),
            Optional.empty(),
            8192,
            10,
            10,
            Duration.ofSeconds(10),
            Duration.ofMinutes(15),
            false,
            Optional.empty());

    private Arrivals() {}

    public static Txn txn(CardMessage request) {
        return txn(request, Optional.empty(), NOW);
    }

    public static Txn txn(CardMessage request, Optional<String> fault, Instant receivedAt) {
        return txn(request, fault, receivedAt, 1);
    }

    public static Txn txn(CardMessage request, Optional<String> fault, Instant receivedAt, long id) {
        Arrival.Reply nowhere = new Arrival.Reply() {
            @Override
            public void send(byte[] payload) {
                throw new AssertionError("nobody is answered here");
            }

            @Override
            public void drop(String why) {
                throw new AssertionError("nobody is dropped here");
            }
        };
        return new Txn(new Arrival(DOOR, CODEC, request, fault, Frame.of(new byte[0]), receivedAt, nowhere), id);
    }

    /** A clock that stands at {@link #NOW}, and a response time of 20 s. */
    public static Services services() {
        return new TestServices().made();
    }

    public static HsmException tokenGone() {
        return new HsmException(HsmException.Reason.UNAVAILABLE, "token", "gone");
    }
}
