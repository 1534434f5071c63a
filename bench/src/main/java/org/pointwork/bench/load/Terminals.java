package org.pointwork.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.pointwork.framing.Sockets;

/** All terminals of a run, each on a connection of its own and all on one event loop, where everything here is called. */
final class Terminals {
    private static final int CARDS = 64;

    private final LoadConfig config;
    private final Scores scores;
    private final long until;
    private final List<Lane> lanes = new ArrayList<>();
    private final long firstRrn = System.currentTimeMillis() / 1000 % 100_000 * 10_000_000; // none comes twice in a day
    private long requests;
    private int nextLane;
    private Timestamps timestamps = Timestamps.at(0);

    /** @param until when a closed loop sends no more */
    Terminals(LoadConfig config, Scores scores, long until) {
        this.config = config;
        this.scores = scores;
        this.until = until;
    }

    /** Not called on the event loop: it returns when all are connected. */
    void connect(EventLoop loop) throws InterruptedException {
        Optional<Template.Seals> seals =
                config.seals().map(keys -> new Template.Seals(keys.pinKey(), new RetailMac(keys.macKey())));
        for (int i = 0; i < config.connections(); i++) {
            String terminal = "B%07d".formatted(i);
            int first = i * CARDS;
            List<Template> cards = IntStream.range(first, first + CARDS)
                    .mapToObj(card -> new Template(Template.pan(card), terminal, seals))
                    .toList();
            int number = i;
            Lane lane = new Lane(terminal, cards, scores, now -> answered(number, now));
            lanes.add(lane);
            open(loop, lane);
        }
    }

    /** Not on the event loop either. The loop's own end would leave the connections open until this process's. */
    void close() {
        lanes.forEach(Lane::close);
    }

    private void open(EventLoop loop, Lane lane) throws InterruptedException {
        new Bootstrap()
                .group(loop)
                .channel(Sockets.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(Frames.decoder(), lane);
                    }
                })
                .connect("127.0.0.1", config.port())
                .sync();
    }

    /** Closed loop: the next request leaves with the answer. */
    private void answered(int lane, long now) {
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

    /** Begins a closed loop. */
    void fillWindows() {
        for (Lane lane : lanes) {
            for (int i = 0; i < config.window() && lane.isOpen(); i++) {
                send(lane, System.nanoTime());
            }
            lane.flush();
        }
    }

    /** Sends everything that is due by now, and before a limit, over the connections in turn. */
    void sendDue(Schedule schedule, long limit) {
        long now = System.nanoTime();
        for (long due = schedule.dueNanos(requests);
                due - now <= 0 && due - limit < 0;
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
}
