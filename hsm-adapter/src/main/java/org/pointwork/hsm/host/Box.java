package org.pointwork.hsm.host;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One box: several lines, each kept up by a thread of its own that dials, proves the box, watches and dials again. */
final class Box implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Box.class);
    private static final long FIRST_PAUSE_MS = 100;
    private static final long LAST_PAUSE_MS = 10_000;
    private static final String NO_ERROR = "00";
    /** Of the 16 digits that NC answers, what everybody quotes. */
    private static final int LMK_DIGITS = 6;

    private final HostConfig config;
    private final HostConfig.Address address;
    private final Optional<SSLContext> tls;
    private final Optional<String> lmk;
    private final AtomicReferenceArray<Line> lines;
    private final AtomicInteger turn = new AtomicInteger();
    private final CountDownLatch tried;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final LongAdder connections = new LongAdder();
    private final LongAdder unexpected = new LongAdder();
    private volatile String trouble = "not connected yet";

    /** Begins to connect. */
    Box(HostConfig config, HostConfig.Address address, Optional<SSLContext> tls, Optional<String> lmk) {
        this.config = config;
        this.address = address;
        this.tls = tls;
        this.lmk = lmk;
        this.lines = new AtomicReferenceArray<>(config.connections());
        this.tried = new CountDownLatch(config.connections());
        for (int i = 0; i < config.connections(); i++) {
            int slot = i;
            Thread.ofVirtual().name("hsm-line-" + address + "-" + i).start(() -> keepUp(slot));
        }
    }

    /** Waits until every line was tried once. */
    void awaitFirstTry() throws InterruptedException {
        tried.await();
    }

    /** Whether a line is up on which no answer is overdue. */
    boolean isWell() {
        for (int i = 0; i < lines.length(); i++) {
            Line line = lines.get(i);
            if (line != null && !line.isSuspect()) {
                return true;
            }
        }
        return false;
    }

    /** Sends a command over one of the lines, in turn; over those without an overdue answer first. */
    Asked ask(HostCommand command, int most, long limitNanos) {
        int first = turn.getAndIncrement();
        Asked last = new Asked.Lost(trouble);
        for (boolean suspects : new boolean[] {false, true}) {
            for (int i = 0; i < lines.length(); i++) {
                Line line = lines.get(Math.floorMod(first + i, lines.length()));
                if (line != null && line.isSuspect() == suspects) {
                    last = line.ask(command, most, limitNanos);
                    if (last instanceof Asked.Came || last instanceof Asked.Silent) {
                        return last;
                    }
                }
            }
        }
        return last;
    }

    private void keepUp(int slot) {
        long pauseMs = FIRST_PAUSE_MS;
        boolean isFirst = true;
        try {
            while (closed.getCount() > 0) {
                try (Line line = Line.open(config, address, tls, unexpected)) {
                    prove(line);
                    pauseMs = FIRST_PAUSE_MS;
                    connections.increment();
                    lines.set(slot, line);
                    isFirst = triedOnce(isFirst);
                    watch(line);
                } catch (IOException e) {
                    trouble(e);
                } finally {
                    lines.set(slot, null);
                    isFirst = triedOnce(isFirst);
                }
                if (closed.await(pauseMs, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pauseMs = Math.min(2 * pauseMs, LAST_PAUSE_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean triedOnce(boolean isFirst) {
        if (isFirst) {
            tried.countDown();
        }
        return false;
    }

    private void trouble(IOException e) {
        String now = String.valueOf(e.getMessage());
        if (!now.equals(trouble)) {
            LOG.warn("HSM {}: {}", address, now);
        }
        trouble = now;
    }

    /** Keys of one master key mean nothing to another: such a box is never asked. */
    private void prove(Line line) throws IOException {
        Asked asked = line.ask(
                new HostCommand("NC"),
                config.maxInFlight(),
                config.answerWithin().toNanos());
        if (!(asked instanceof Asked.Came(HostFields fields))) {
            throw new IOException("it accepts the connection and does not answer NC");
        }
        String error = fields.text("error code", 2);
        if (!error.equals(NO_ERROR)) {
            throw new IOException("NC ended with error code " + error);
        }
        String found = fields.text("LMK check value", LMK_DIGITS);
        if (lmk.isPresent() && !lmk.get().regionMatches(true, 0, found, 0, LMK_DIGITS)) {
            throw new IOException("its local master key has the check value " + found + ", the catalogue's "
                    + lmk.get().substring(0, LMK_DIGITS));
        }
        if (!isWell()) {
            LOG.info("HSM {}: connected", address);
        }
    }

    private void watch(Line line) throws InterruptedException, IOException {
        if (closed.getCount() == 0) {
            line.close(); // close() came before the line was among those that it closes
        }
        while (!line.isLostWithin(config.heartbeat().toMillis())) {
            HostCommand status = new HostCommand("NO").ascii("00");
            switch (line.ask(status, Integer.MAX_VALUE, config.answerWithin().toNanos())) {
                case Asked.Came _ -> {}
                case Asked.Silent _ -> line.close("no answer to a heartbeat");
                case Asked.Full _ -> line.close("the box reads no commands");
                case Asked.Lost _ -> {}
            }
        }
        if (closed.getCount() > 0) {
            throw new IOException(line.whyLost());
        }
    }

    /** How often a line was opened. */
    long connections() {
        return connections.sum();
    }

    /** Answers that nobody waited for. */
    long unexpected() {
        return unexpected.sum();
    }

    int inFlight() {
        int sum = 0;
        for (int i = 0; i < lines.length(); i++) {
            Line line = lines.get(i);
            sum += line == null ? 0 : line.inFlight();
        }
        return sum;
    }

    @Override
    public void close() {
        closed.countDown();
        for (int i = 0; i < lines.length(); i++) {
            Line line = lines.get(i);
            if (line != null) {
                line.close();
            }
        }
    }

    @Override
    public String toString() {
        return "HSM " + address + (isWell() ? ": well" : ": " + trouble);
    }
}
