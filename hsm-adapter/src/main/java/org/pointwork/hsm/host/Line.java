package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * One connection to a box. Commands follow each other without waiting for answers; each has a header of its own, and an
 * answer goes to the caller whose header it brings back, or to nobody. A header comes again after 2³² commands, and a line
 * on which answers stay away is closed long before.
 *
 * <p>One thread writes and one reads, so no caller is ever held by a box that does not read.
 */
final class Line implements AutoCloseable {
    private static final int BATCH = 16 * 1024;

    private final Socket socket;
    private final int headerLength;
    private final BlockingQueue<byte[]> outgoing;
    private final Map<Integer, Waiting> waiting = new ConcurrentHashMap<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger lastNumber = new AtomicInteger();
    private final CountDownLatch lost = new CountDownLatch(1);
    private final LongAdder unexpected;
    private volatile boolean suspect;
    private volatile String whyLost = "closed";

    /** A caller and the answer he waits for. */
    private record Waiting(String answerCode, CompletableFuture<HostFields> answer) {}

    private Line(Socket socket, HostConfig config, LongAdder unexpected) {
        this.socket = socket;
        this.headerLength = config.headerLength();
        this.outgoing = new ArrayBlockingQueue<>(2 * config.maxInFlight());
        this.unexpected = unexpected;
    }

    /**
     * Connects.
     *
     * @param unexpected counts answers that nobody waits for, any more or ever
     */
    static Line open(HostConfig config, HostConfig.Address box, Optional<SSLContext> tls, LongAdder unexpected)
            throws IOException {
        int patienceMs = Math.toIntExact(
                config.heartbeat().toMillis() + config.answerWithin().toMillis());
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(box.host(), box.port()), patienceMs);
            plain.setTcpNoDelay(true);
            Socket socket = plain;
            if (tls.isPresent()) {
                plain.setSoTimeout(patienceMs); // a box that accepts and then says nothing
                SSLSocket secured =
                        (SSLSocket) tls.get().getSocketFactory().createSocket(plain, box.host(), box.port(), true);
                HostTls.restrict(secured);
                secured.startHandshake();
                socket = secured;
                plain.setSoTimeout(0);
            }
            Line line = new Line(socket, config, unexpected);
            Thread.ofVirtual().name("hsm-write-" + box).start(line::write);
            Thread.ofVirtual().name("hsm-read-" + box).start(line::read);
            return line;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @param most how many may wait on this line, this one included
     * @param limitNanos how long this one waits
     */
    Asked ask(HostCommand command, int most, long limitNanos) {
        if (inFlight.incrementAndGet() > most) {
            inFlight.decrementAndGet();
            return new Asked.Full();
        }
        int number = lastNumber.incrementAndGet();
        CompletableFuture<HostFields> answer = new CompletableFuture<>();
        waiting.put(number, new Waiting(command.answerCode(), answer));
        try {
            if (!outgoing.offer(command.frame(header(number)))) {
                return new Asked.Full();
            }
            if (lost.getCount() == 0) {
                return new Asked.Lost(whyLost); // it closed before we were among those whom it tells
            }
            return new Asked.Came(answer.get(limitNanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException _) {
            suspect = true;
            return new Asked.Silent();
        } catch (ExecutionException _) {
            return new Asked.Lost(whyLost);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Asked.Lost("interrupted while waiting for the box");
        } finally {
            waiting.remove(number);
            inFlight.decrementAndGet();
        }
    }

    /** Hex digits, zeros in front. */
    private byte[] header(int number) {
        byte[] header = new byte[headerLength];
        Arrays.fill(header, (byte) '0');
        byte[] digits = Integer.toHexString(number).getBytes(US_ASCII);
        System.arraycopy(digits, 0, header, headerLength - digits.length, digits.length);
        return header;
    }

    private void write() {
        byte[] batch = new byte[BATCH];
        try (OutputStream out = socket.getOutputStream()) {
            byte[] frame = outgoing.take();
            while (lost.getCount() > 0) {
                int filled = 0;
                while (frame != null && filled + frame.length <= BATCH) {
                    System.arraycopy(frame, 0, batch, filled, frame.length);
                    filled += frame.length;
                    Arrays.fill(frame, (byte) 0); // what was sent may have been in the clear
                    frame = outgoing.poll();
                }
                out.write(batch, 0, filled);
                Arrays.fill(batch, 0, filled, (byte) 0);
                if (frame != null && frame.length > BATCH) {
                    out.write(frame);
                    Arrays.fill(frame, (byte) 0);
                    frame = null;
                }
                if (frame == null) {
                    frame = outgoing.take();
                }
            }
        } catch (IOException e) {
            close(reason(e));
        } catch (InterruptedException _) {
            close("interrupted");
        }
    }

    private void read() {
        try {
            FrameBuffer frames = new FrameBuffer(socket.getInputStream(), headerLength);
            while (true) {
                hand(new HostFields(frames.next()));
            }
        } catch (IOException e) {
            close(reason(e));
        } catch (HostFields.Malformed e) {
            close("the box answered what it should not have: " + e.getMessage());
        }
    }

    private void hand(HostFields fields) {
        String header = fields.text("header", headerLength);
        String code = fields.text("answer code", 2);
        Waiting caller = waiting.remove(number(header));
        if (caller == null) {
            unexpected.increment();
            fields.wipe();
            return;
        }
        if (!caller.answerCode().equals(code)) {
            waiting.put(number(header), caller); // he hears of it with all others on this line
            throw new HostFields.Malformed("an answer of another command");
        }
        suspect = false;
        caller.answer().complete(fields);
    }

    private static int number(String header) {
        try {
            return Integer.parseUnsignedInt(header, header.length() - 8, header.length(), 16);
        } catch (NumberFormatException _) {
            throw new HostFields.Malformed("a header that we did not send");
        }
    }

    /** Only the kind: the text of an exception of TLS or of the system may be anything. */
    private static String reason(IOException e) {
        return "the line broke (" + e.getClass().getSimpleName() + ")";
    }

    /** Whether an answer stayed away and none came since. */
    boolean isSuspect() {
        return suspect;
    }

    int inFlight() {
        return inFlight.get();
    }

    /** Waits for the end of the line, at most so long; says whether it ended. */
    boolean isLostWithin(long millis) throws InterruptedException {
        return lost.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Why it ended. */
    String whyLost() {
        return whyLost;
    }

    @Override
    public void close() {
        close("closed");
    }

    void close(String why) {
        synchronized (lost) {
            if (lost.getCount() == 0) {
                return;
            }
            whyLost = why;
            lost.countDown();
        }
        try {
            socket.close();
        } catch (IOException _) {
            // it is gone either way
        }
        outgoing.offer(new byte[0]); // wakes the writer
        IOException gone = new IOException(why);
        waiting.values().forEach(caller -> caller.answer().completeExceptionally(gone));
    }
}
