package org.pointwork.link;

import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.pointwork.framing.Frame;
import org.pointwork.hsm.HsmException;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.security.MessageMac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line to a partner. Sends, correlates and judges replies; a {@link LinkKeeper} brings it up and keeps it up.
 *
 * <p>The one question that matters for money is whether a request left: everything up to the write ends {@code NotSent},
 * everything after it {@code NoAnswer}.
 */
public final class IssuerLink {
    private static final Logger LOG = LoggerFactory.getLogger(IssuerLink.class);

    private final String name;
    private final IsoCodec codec;
    private final Optional<MessageMac> mac;
    private final ReplyCheck check;
    private final int maxFrameBytes;
    private final int maxInFlight;
    private final Semaphore room;
    private final Strangers strangers;
    private final Clock clock;
    private final Waiting waiting;
    private final AtomicReference<Standing> standing;
    private final Counters counters = new Counters();
    private volatile PartnerDesk desk = PartnerDesk.CLOSED;
    private volatile boolean held;
    private volatile Channel channel;
    private volatile long lastHeardMs;

    /** What happened on this link since start. */
    public static final class Counters {
        public final LongAdder sent = new LongAdder();
        public final LongAdder answered = new LongAdder();
        public final LongAdder silent = new LongAdder();
        public final LongAdder notSent = new LongAdder();
        public final LongAdder untrusted = new LongAdder();
        public final LongAdder unmatched = new LongAdder();
        public final LongAdder unreadable = new LongAdder();
        public final LongAdder throttled = new LongAdder();
    }

    /**
     * @param mac present where every message carries one; a reply without it is then not trusted
     * @param strangers where replies go that meet no request
     */
    public IssuerLink(
            PartnerConfig partner,
            PartnerConfig.Socket socket,
            IsoCodec codec,
            Optional<MessageMac> mac,
            Strangers strangers,
            Clock clock) {
        this.name = partner.linkName(socket);
        this.codec = codec;
        this.mac = mac;
        this.check = new ReplyCheck(partner.behaves());
        this.maxFrameBytes = partner.maxMessageBytes();
        this.maxInFlight = partner.maxInFlight();
        this.room = new Semaphore(maxInFlight);
        this.strangers = strangers;
        this.clock = clock;
        this.waiting = new Waiting(strangers.keys());
        this.standing = new AtomicReference<>(new Standing(LinkState.DOWN, clock.instant(), "not connected yet"));
        strangers.look(name, waiting);
    }

    /** Whom the partner's own requests are brought to. */
    void attendedBy(PartnerDesk newDesk) {
        desk = newDesk;
    }

    /** Sends a payment and waits for its end; takes at most {@code timeout}. */
    public Outcome exchange(CardMessage request, Duration timeout) {
        return send(request, timeout, mac, true);
    }

    /** As {@link #exchange}, in any state and without a MAC: for 0800 messages. */
    Outcome manage(CardMessage request, Duration timeout) {
        return send(request, timeout, Optional.empty(), false);
    }

    /** The state is asked with a place taken: a drain that finds no place taken knows that nothing follows. */
    private Outcome send(CardMessage request, Duration timeout, Optional<MessageMac> withMac, boolean onlyIfReady) {
        if (!room.tryAcquire()) {
            return notSent("too many requests in flight");
        }
        try {
            LinkState now = state();
            if (onlyIfReady && now != LinkState.READY) {
                return notSent("link is " + now);
            }
            return switch (packed(request, withMac)) {
                case Packed.Unfit(String why) -> notSent(why);
                case Packed.Ready(byte[] bytes) -> send(request, bytes, timeout, withMac);
            };
        } finally {
            room.release();
        }
    }

    /** A message as it goes on the line, or why it cannot. */
    private sealed interface Packed {
        record Ready(byte[] bytes) implements Packed {}

        record Unfit(String why) implements Packed {}
    }

    private Packed packed(CardMessage request, Optional<MessageMac> withMac) {
        try {
            byte[] bytes = withMac.isPresent() ? withMac.get().pack(request) : codec.encode(request);
            return bytes.length > maxFrameBytes // the framing would refuse it on the line, and drop the line with it
                    ? new Packed.Unfit("longer than the partner's frames may be")
                    : new Packed.Ready(bytes);
        } catch (HsmException e) {
            return new Packed.Unfit("no MAC: " + e.reason());
        } catch (IllegalArgumentException e) {
            return new Packed.Unfit(e.getMessage());
        }
    }

    private Outcome send(CardMessage request, byte[] packed, Duration timeout, Optional<MessageMac> withMac) {
        Channel line = channel;
        if (line == null || !line.isActive()) {
            return notSent("line is down");
        }
        if (!line.isWritable()) {
            return notSent("partner does not read");
        }
        Optional<Waiting.Entry> entry = waiting.add(request);
        return entry.isEmpty()
                ? notSent("an equal request is in flight")
                : exchanged(line, packed, entry.get(), timeout, withMac);
    }

    private Outcome exchanged(
            Channel line, byte[] packed, Waiting.Entry entry, Duration timeout, Optional<MessageMac> withMac) {
        Instant sentAt = clock.instant();
        counters.sent.increment();
        line.writeAndFlush(Frame.of(packed)).addListener(written -> {
            if (!written.isSuccess()) {
                line.close(); // part of it may be out: the close ends every waiting request as line dropped
            }
        });
        if (!line.isActive()) { // the close may have gone by before this request was there to be told
            waiting.end(entry, Silence.LINE_DROPPED);
        }
        return switch (waiting.await(entry, timeout)) {
            case Waiting.Reply reply -> judged(entry.request(), reply, withMac);
            case Waiting.Silent(Silence silence) -> {
                counters.silent.increment();
                yield new Outcome.NoAnswer(name, sentAt, silence);
            }
        };
    }

    private Outcome judged(CardMessage request, Waiting.Reply reply, Optional<MessageMac> withMac) {
        Optional<String> fault;
        try {
            fault = withMac.filter(m -> !m.verifies(reply.message(), reply.packed()))
                    .map(_ -> "MAC is missing or wrong")
                    .or(() -> check.fault(request, reply.message()));
        } catch (HsmException e) {
            fault = Optional.of("MAC cannot be verified: " + e.reason());
        }
        if (fault.isPresent()) {
            counters.untrusted.increment();
            LOG.error(
                    "untrusted reply: link={} stan={} why={}",
                    name,
                    request.trace().stan(),
                    fault.get());
            return new Outcome.Untrusted(name, reply.message(), fault.get());
        }
        counters.answered.increment();
        return new Outcome.Answered(name, reply.message());
    }

    private Outcome notSent(String why) {
        counters.notSent.increment();
        return new Outcome.NotSent(name, why);
    }

    /** A frame came in, on the line's own thread: nothing here may wait. */
    void received(Channel from, Frame frame) {
        lastHeardMs = clock.millis();
        if (frame.isKeepAlive()) {
            return;
        }
        try {
            CardMessage message = codec.decode(frame.payload());
            if (message.mti().asks() && !from.isWritable()) {
                LOG.warn("link {}: partner asks and does not read, dropping the line", name);
                from.close();
            } else if (message.mti().asks()) {
                desk.asked(
                        message,
                        () -> mac.map(m -> m.verifies(message, frame.payload())).orElse(true),
                        answer -> from.writeAndFlush(frame.answer(answered(answer))));
            } else if (!waiting.answered(new Waiting.Reply(message, frame.payload()))) {
                counters.unmatched.increment();
                strangers.met(name, message);
            }
        } catch (FormatException e) {
            counters.unreadable.increment();
            LOG.warn("unreadable message: link={} why={}", name, e.getMessage());
        }
    }

    /** With a MAC where its request had to have one: 0800 messages have none on links. */
    private byte[] answered(CardMessage answer) {
        return answer.kind() instanceof Kind.FileAction && mac.isPresent()
                ? mac.get().pack(answer)
                : codec.encode(answer);
    }

    void connected(Channel line) {
        channel = line;
        lastHeardMs = clock.millis();
    }

    /** Ends what waits on this line; news of an older line changes nothing. */
    void disconnected(Channel line, String why) {
        if (channel == line) {
            channel = null;
            happened(LinkState.Event.DISCONNECT, why);
            waiting.lineDropped();
        }
    }

    /** Moves on if the event makes sense in the present state, and says whether it did. */
    boolean happened(LinkState.Event event, String why) {
        Standing before = standing.get();
        Optional<LinkState> after = before.state().on(event);
        if (after.isEmpty()) {
            return false;
        }
        boolean moved = standing.compareAndSet(before, new Standing(after.get(), clock.instant(), why));
        if (moved) {
            LOG.info("link {}: {} -> {}: {}", name, before.state(), after.get(), why);
        }
        return moved || happened(event, why);
    }

    /** Says what keeps the link where it is. */
    void explain(String why) {
        standing.updateAndGet(now -> new Standing(now.state(), now.since(), why));
    }

    public String name() {
        return name;
    }

    public LinkState state() {
        return standing.get().state();
    }

    public Standing standing() {
        return standing.get();
    }

    /** Whether an operator keeps it signed off, whatever the partner wants. */
    boolean isHeld() {
        return held;
    }

    void hold(boolean keepOff) {
        held = keepOff;
    }

    public Counters counters() {
        return counters;
    }

    public int inFlight() {
        return waiting.size();
    }

    /** Whether nothing is under way, nor about to be. */
    boolean isIdle() {
        return room.availablePermits() == maxInFlight;
    }

    long silentForMs() {
        return clock.millis() - lastHeardMs;
    }

    /** Closes the line and says why. */
    void drop(String why) {
        Channel line = channel;
        if (line != null) {
            disconnected(line, why);
            line.close();
        }
    }
}
