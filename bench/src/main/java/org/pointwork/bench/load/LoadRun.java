package org.pointwork.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Plays terminals against one port and counts what they see. Everything that counts happens on one event loop; the
 * calling thread paces it and measures how late it is.
 */
public final class LoadRun {
    private static final int CARDS = 64;
    private static final int MAX_FRAME_BYTES = 8_192;
    private static final long CONNECTING_NANOS = 1_000_000_000; // or an open loop would begin with a burst
    private static final long OPEN_TICK_NANOS = 500_000;
    private static final long CLOSED_TICK_NANOS = 10_000_000;

    private final LoadConfig config;
    private final List<Lane> lanes = new ArrayList<>();
    private final long firstRrn = System.currentTimeMillis() / 1000 % 100_000 * 10_000_000; // none comes twice in a day
    private long requests;
    private int nextLane;
    private Timestamps timestamps = Timestamps.at(0);

    /** Called at both ends of the measured time, first at its beginning and from a thread of its own. */
    public interface Window {
        void opened();

        void closed();
    }

    public LoadRun(LoadConfig config) {
        this.config = config;
    }

    /** @throws IllegalStateException where the port cannot be connected to */
    public LoadResult run(Window window) throws InterruptedException {
        var group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try {
            EventLoop loop = group.next();
            long start = System.nanoTime() + CONNECTING_NANOS;
            long from = start + config.warmUp().toNanos();
            long until = from + config.measured().toNanos();
            Scores scores = new Scores(from, until);
            connect(loop, scores, until);
            Schedule schedule = new Schedule(start, Math.max(1, config.ratePerSecond()));
            pace(loop, scores, schedule, start, from);
            Thread opening = Thread.ofPlatform().start(window::opened); // pacing must not wait for it
            pace(loop, scores, schedule, from, until);
            opening.join();
            window.closed();
            drain(loop, scores);
            return loop.submit(scores::result).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            lanes.forEach(Lane::close); // the group's end alone leaves them open until this process's
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).sync();
        }
    }

    private void connect(EventLoop loop, Scores scores, long until) throws InterruptedException {
        Optional<Template.Seals> seals =
                config.seals().map(keys -> new Template.Seals(keys.pinKey(), new RetailMac(keys.macKey())));
        for (int i = 0; i < config.connections(); i++) {
            String terminal = "B%07d".formatted(i);
            int first = i * CARDS;
            List<Template> cards = IntStream.range(first, first + CARDS)
                    .mapToObj(card -> new Template(Template.pan(card), terminal, seals))
                    .toList();
            int number = i;
            Lane lane = new Lane(terminal, cards, scores, now -> answered(number, now, until));
            lanes.add(lane);
            open(loop, lane);
        }
    }

    private void open(EventLoop loop, Lane lane) throws InterruptedException {
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new LengthFieldBasedFrameDecoder(MAX_FRAME_BYTES, 0, 2, 0, 2), lane);
                    }
                })
                .connect("127.0.0.1", config.port())
                .sync();
    }

    /** Closed loop: the next request leaves with the answer. */
    private void answered(int lane, long now, long until) {
        if (!config.isOpenLoop() && now - until < 0) {
            send(lanes.get(lane), now);
        }
    }

    private void send(Lane lane, long dueNanos) {
        long second = System.currentTimeMillis() / 1000;
        if (second != timestamps.second()) {
            timestamps = Timestamps.at(second);
        }
        lane.send(firstRrn + requests++, dueNanos, timestamps);
    }

    private void pace(EventLoop loop, Scores scores, Schedule schedule, long from, long until) {
        waitUntil(from);
        if (!config.isOpenLoop() && requests == 0) {
            loop.execute(this::fillWindows);
        }
        long tick = config.isOpenLoop() ? OPEN_TICK_NANOS : CLOSED_TICK_NANOS;
        for (long now = System.nanoTime(); now - until < 0; now = System.nanoTime()) {
            long asked = now;
            loop.execute(
                    config.isOpenLoop()
                            ? () -> sendDue(scores, schedule, until)
                            : () -> scores.late(asked, System.nanoTime()));
            LockSupport.parkNanos(tick);
        }
    }

    private void fillWindows() {
        for (Lane lane : lanes) {
            for (int i = 0; i < config.window() && lane.isOpen(); i++) {
                send(lane, System.nanoTime());
            }
            lane.flush();
        }
    }

    /** Everything that is due by now, over the connections in turn. */
    private void sendDue(Scores scores, Schedule schedule, long until) {
        long now = System.nanoTime();
        for (long due = schedule.dueNanos(requests);
                due - now <= 0 && due - until < 0;
                due = schedule.dueNanos(requests)) {
            Lane lane = lanes.get(nextLane++ % lanes.size());
            if (!lane.isOpen()) {
                return; // a switch that hangs up ends the run: nothing more is sent, and that is counted
            }
            send(lane, due);
            scores.late(due, now);
        }
        lanes.forEach(Lane::flush);
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
