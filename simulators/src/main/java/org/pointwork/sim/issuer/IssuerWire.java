package org.pointwork.sim.issuer;

import io.netty.channel.Channel;
import java.util.List;
import java.util.Optional;
import org.pointwork.hsm.HsmException;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.model.ResponseCode;
import org.pointwork.sim.wire.MacSeal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes in, bytes out: decodes, verifies the MAC where there is one, asks the desk, and seals the answer to every request
 * that was sealed.
 */
final class IssuerWire {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerWire.class);

    private final IsoCodec codec;
    private final Optional<MacSeal> seal;
    private final IssuerDesk desk;
    private final IssuerNetwork network;
    private final SwitchLines lines;
    private final FaultPlan faults;
    private final long lateAnswerMs;

    IssuerWire(
            IsoCodec codec,
            Optional<MacSeal> seal,
            IssuerDesk desk,
            IssuerNetwork network,
            SwitchLines lines,
            FaultPlan faults,
            long lateAnswerMs) {
        this.codec = codec;
        this.network = network;
        this.lines = lines;
        this.seal = seal;
        this.desk = desk;
        this.faults = faults;
        this.lateAnswerMs = lateAnswerMs;
    }

    Reply receive(Channel line, byte[] payload) {
        try {
            CardMessage request = codec.decode(payload);
            LOG.debug("received {}", request);
            if (!request.mti().asks()) {
                lines.answered(request);
                return Reply.NOTHING;
            }
            return reply(request, decide(line, payload, request));
        } catch (FormatException e) {
            LOG.warn("cannot read: {}", e.getMessage());
            return e.identified()
                    .map(request -> Reply.after(0, List.of(codec.encode(request.answer(ResponseCode.FORMAT_ERROR)))))
                    .orElse(Reply.NOTHING);
        }
    }

    /** A request whose MAC or PIN cannot be judged is refused, never let through. */
    private Decision decide(Channel line, byte[] payload, CardMessage request) {
        try {
            if (request.kind() instanceof Kind.Network) {
                return network.decide(request, Optional.of(line));
            }
            if (!MacSeal.isOn(request)) {
                return desk.decide(request);
            }
            if (seal.isEmpty()) {
                return Decision.now(request.answer(ResponseCode.MALFUNCTION));
            }
            return seal.get().genuine(codec, payload, request)
                    ? desk.decide(request)
                    : Decision.now(request.answer(ResponseCode.SECURITY_VIOLATION));
        } catch (HsmException e) {
            LOG.error("no HSM for {}: {}", request, e.getMessage());
            return Decision.now(request.answer(ResponseCode.MALFUNCTION));
        }
    }

    private Reply reply(CardMessage request, Decision decision) {
        return switch (decision.delivery()) {
            case NOW -> request.kind() instanceof Kind.Network ? plain(request, decision) : faulty(request, decision);
            case LATE -> Reply.after(lateAnswerMs, List.of(packed(request, decision.answer())));
            case NEVER -> Reply.NOTHING;
            case DROP -> Reply.DROP;
        };
    }

    private Reply plain(CardMessage request, Decision decision) {
        return Reply.after(0, List.of(packed(request, decision.answer())));
    }

    private Reply faulty(CardMessage request, Decision decision) {
        CardMessage answer = Spoiling.echo(decision.answer(), faults);
        byte[] packed = packed(request, answer);
        if (faults.strikes(FaultKind.ALTERED_CODE)) {
            packed = Spoiling.alteredCode(codec, answer, packed);
        }
        long delayMs = faults.strikes(FaultKind.DELAY) ? faults.delayMs() : 0;
        return Reply.after(delayMs, Spoiling.surround(codec, answer, packed, faults));
    }

    private byte[] packed(CardMessage request, CardMessage answer) {
        return seal.filter(_ -> MacSeal.isOn(request))
                .map(sealing -> sealing.sealed(codec, answer))
                .orElseGet(() -> codec.encode(answer));
    }
}
