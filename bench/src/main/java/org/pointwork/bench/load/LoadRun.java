package org.pointwork.bench.load;

import io.netty.channel.EventLoop;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.pointwork.framing.Sockets;

/**
 * Plays terminals against one port and counts what they see. Everything that counts happens on one event loop; the
 * calling thread paces it and measures how late it is.
 */
public final class LoadRun {
    private static final long CONNECTING_NANOS = 1_000_000_000; // or an open loop would begin with a burst
    private static final long OPEN_TICK_NANOS = 500_000;
    private static final long CLOSED_TICK_NANOS = 10_000_000;

    private final LoadConfig config;

    /** Called at both ends of the measured time, first at its beginning, and each from a thread of its own. */
    public interface Window {
        void opened();

        void closed();
    }

    public LoadRun(LoadConfig config) {
        this.config = config;
    }

    /** @throws IllegalStateException where the port cannot be connected to */
    public LoadResult run(Window window) throws InterruptedException {
        var group = Sockets.loops(1);
        EventLoop loop = group.next();
        Timetable times = Timetable.of(config, System.nanoTime() + CONNECTING_NANOS);
        Scores scores = new Scores(times.from(), times.until(), times.surge());
        Terminals terminals = new Terminals(config, scores, times.until());
        try {
            terminals.connect(loop);
            waitUntil(times.start());
            if (!config.isOpenLoop()) {
                loop.execute(terminals::fillWindows);
            }
            Pacer pacer = new Pacer(loop, scores, terminals, times.schedule());
            pacer.until(times.from());
            Thread opening = Thread.ofPlatform().start(window::opened); // pacing must not wait for it
            pacer.until(times.until());
            opening.join();
            Thread closing = Thread.ofPlatform().start(window::closed);
            pacer.until(times.end());
            closing.join();
            drain(loop, scores);
            return loop.submit(scores::result).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            terminals.close();
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    /** Wakes the event loop again and again: in an open loop to send what is due, in a closed one to see how late it is. */
    private final class Pacer {
        private final EventLoop loop;
        private final Scores scores;
        private final Terminals terminals;
        private final Schedule schedule;

        Pacer(EventLoop loop, Scores scores, Terminals terminals, Schedule schedule) {
            this.loop = loop;
            this.scores = scores;
            this.terminals = terminals;
            this.schedule = schedule;
        }

        void until(long limit) {
            long tick = config.isOpenLoop() ? OPEN_TICK_NANOS : CLOSED_TICK_NANOS;
            for (long now = System.nanoTime(); now - limit < 0; now = System.nanoTime()) {
                long asked = now;
                loop.execute(
                        config.isOpenLoop()
                                ? () -> terminals.sendDue(schedule, limit)
                                : () -> scores.late(asked, System.nanoTime()));
                LockSupport.parkNanos(tick);
            }
        }
    }

    private void drain(EventLoop loop, Scores scores) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + config.drain().toNanos();
        while (!loop.submit(scores::isComplete).get() && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(CLOSED_TICK_NANOS);
        }
    }

    private static void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
