package org.pointwork.sim.pos;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pointwork.framing.Frame;
import org.pointwork.framing.FrameCodec;
import org.pointwork.iso8583.FormatException;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;

/**
 * One connection of a terminal or acquirer to a switch. Any number of threads may send and wait; answers find their
 * questions in whatever order they come.
 */
public final class PosClient implements AutoCloseable {
    private static final byte[] TPDU = {0x60, 0x00, 0x01, 0x00, 0x02};

    private final Door door;
    private final TerminalKeys keys;
    private final IsoCodec codec;
    private final Inbox inbox = new Inbox();
    private final Channel channel;

    private PosClient(Door door, InetSocketAddress address, TerminalKeys keys) throws IOException {
        this.door = door;
        this.keys = keys;
        this.codec = new IsoCodec(door.dialect());
        this.channel = Dialer.dial(
                door,
                address,
                line -> line.addLast(new FrameCodec(door.framing()), new PosHandler(codec, keys.seal(), inbox)));
    }

    /**
     * Connects, and shakes hands where the door has TLS.
     *
     * @throws IOException where that fails, or takes over 5 s
     */
    public static PosClient open(Door door, InetSocketAddress address, TerminalKeys keys) throws IOException {
        return new PosClient(door, address, keys);
    }

    /** Sends a message, sealed as the door wants it. The answer's future fails where its MAC is wrong, and never expires. */
    public CompletableFuture<CardMessage> send(CardMessage request) {
        CompletableFuture<CardMessage> answer = expect(request);
        write(bytes(request, door.sealsAlways() ? Sealing.GOOD : Sealing.NONE));
        return answer;
    }

    /** Sends a message and waits. Empty where nothing came in time; a later answer counts as {@link #nextUnasked}. */
    public Optional<CardMessage> request(CardMessage request, Duration within) {
        CompletableFuture<CardMessage> answer = send(request);
        Optional<CardMessage> given = await(answer, within);
        if (given.isEmpty()) {
            inbox.forget(request, answer);
        }
        return given;
    }

    /** The answer if it comes in time. */
    public static Optional<CardMessage> await(CompletableFuture<CardMessage> answer, Duration within) {
        try {
            return Optional.of(answer.get(within.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The answer to a request that the caller sends by {@link #write}. */
    public CompletableFuture<CardMessage> expect(CardMessage request) {
        return inbox.expect(request);
    }

    /** A message as it goes over the wire: length, header, packed message. */
    public byte[] bytes(CardMessage message, Sealing sealing) {
        byte[] packed = sealing == Sealing.NONE
                ? codec.encode(message)
                : keys.seal()
                        .orElseThrow(() -> new IllegalStateException("a MAC needs an HSM"))
                        .sealed(codec, message);
        if (sealing == Sealing.BAD) {
            int last = packed.length - 1;
            packed[last] = (byte) (packed[last] == '0' ? '1' : '0'); // still a hex digit where the MAC is written so
        }
        return framed(packed);
    }

    /** Any payload with the length and header of this door. */
    public byte[] framed(byte[] payload) {
        byte[] header = door.framing().tpduBytes() == 0 ? new byte[0] : TPDU;
        ByteBuf out = Unpooled.buffer();
        door.framing().write(new Frame(header, payload), out);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    /** Sends bytes as they are, in one write. */
    public void write(byte[] bytes) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    /** Sends bytes one by one, each in a write of its own. */
    public void writeBytewise(byte[] bytes) {
        for (byte single : bytes) {
            write(new byte[] {single});
        }
    }

    /** The next frame that answers no message known to this client. */
    public Optional<Frame> nextUnasked(Duration within) {
        try {
            return inbox.nextUnasked(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** A frame's message in this door's dialect, empty where it is none. */
    public Optional<CardMessage> decode(Frame frame) {
        try {
            return Optional.of(codec.decode(frame.payload()));
        } catch (FormatException e) {
            return Optional.empty();
        }
    }

    public Door door() {
        return door;
    }

    public boolean isOpen() {
        return channel.isActive();
    }

    /** Whether the other side has closed, or closes in time. */
    public boolean closedWithin(Duration within) {
        return channel.closeFuture().awaitUninterruptibly(within.toMillis());
    }

    @Override
    public void close() {
        channel.close();
    }
}
