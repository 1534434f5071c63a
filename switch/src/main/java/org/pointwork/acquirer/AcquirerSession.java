package org.pointwork.acquirer;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.IdleStateEvent;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import org.pointwork.framing.Frame;
import org.pointwork.framing.FramingException;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: decodes each frame once and passes it on, answers what cannot be taken on, drops what cannot be
 * answered, and closes on a stream that is out of step.
 */
final class AcquirerSession extends SimpleChannelInboundHandler<Frame> {
    private static final Logger LOG = LoggerFactory.getLogger(AcquirerSession.class);

    private final ListenerConfig door;
    private final IsoCodec codec;
    private final DoorCounters counters;
    private final Admission admission;
    private final Intake intake;
    private final Clock clock;
    private final AtomicInteger inFlight = new AtomicInteger();

    AcquirerSession(
            ListenerConfig door,
            IsoCodec codec,
            DoorCounters counters,
            Admission admission,
            Intake intake,
            Clock clock) {
        this.door = door;
        this.codec = codec;
        this.counters = counters;
        this.admission = admission;
        this.intake = intake;
        this.clock = clock;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        counters.connections.incrementAndGet();
        context.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        counters.connections.decrementAndGet();
        context.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Frame frame) {
        if (frame.isKeepAlive()) {
            keepAlive(context);
            return;
        }
        counters.received();
        try {
            take(context, frame, codec.decode(frame.payload()), Optional.empty());
        } catch (FormatException e) {
            LOG.warn("bad message: door={} {}", door.name(), e.getMessage());
            e.identified()
                    .ifPresentOrElse(
                            read -> take(context, frame, read, Optional.of(e.getMessage())),
                            () -> counters.dropped("unidentified"));
        }
    }

    private void keepAlive(ChannelHandlerContext context) {
        if (!door.keepAlive()) {
            counters.closed("empty-frame");
            context.close();
        }
    }

    private void take(ChannelHandlerContext context, Frame frame, CardMessage message, Optional<String> fault) {
        if (!message.mti().asks()) {
            counters.dropped("response-as-request");
            LOG.warn("bad message: door={} MTI {} is an answer", door.name(), message.mti());
        } else if (inFlight.get() >= door.maxInFlightPerConnection() || !admission.enter()) {
            counters.dropped("overload");
            write(context, frame.answer(codec.encode(message.answer(ResponseCode.ISSUER_UNAVAILABLE))));
        } else {
            inFlight.incrementAndGet();
            intake.take(new Arrival(door, codec, message, fault, frame, clock.instant(), new Answer(context, frame)));
        }
    }

    private void write(ChannelHandlerContext context, Frame answer) {
        if (!context.channel().isActive()) {
            return; // closed while its answer was made; a repeat gets it
        }
        if (!context.channel().isWritable()) {
            counters.closed("does-not-read");
            context.close();
        } else {
            context.writeAndFlush(answer);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            counters.closed("idle");
            context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable thrown) {
        Throwable cause = thrown instanceof DecoderException && thrown.getCause() != null ? thrown.getCause() : thrown;
        String reason =
                switch (cause) {
                    case FramingException framing -> framing.reason();
                    case SSLException _ -> "tls";
                    default -> "reset";
                };
        counters.closed(reason);
        LOG.warn("connection closed: door={} reason={}", door.name(), reason);
        context.close();
    }

    /** Gives its place back with the answer, whichever way it ends and however often it is told. */
    private final class Answer implements Arrival.Reply {
        private final ChannelHandlerContext context;
        private final Frame request;
        private final AtomicBoolean given = new AtomicBoolean();

        Answer(ChannelHandlerContext context, Frame request) {
            this.context = context;
            this.request = request;
        }

        @Override
        public void send(byte[] payload) {
            if (leave()) {
                counters.answered();
                write(context, request.answer(payload));
            }
        }

        @Override
        public void drop(String why) {
            if (leave()) {
                counters.dropped(why);
            }
        }

        private boolean leave() {
            boolean first = given.compareAndSet(false, true);
            if (first) {
                inFlight.decrementAndGet();
                admission.leave();
            }
            return first;
        }
    }
}
