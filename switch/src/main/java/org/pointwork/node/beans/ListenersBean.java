package org.pointwork.node.beans;

import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.pointwork.acquirer.AcquirerListener;
import org.pointwork.acquirer.Admission;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.framing.Sockets;
import org.pointwork.journal.TxnIds;
import org.pointwork.link.Links;
import org.pointwork.node.Config;
import org.pointwork.node.Node;
import org.pointwork.txn.Pipeline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The doors. They open once everything behind is up; health and console come after them, so that what says UP can be used. */
public final class ListenersBean extends NodeBean {
    private static final Logger LOG = LoggerFactory.getLogger(ListenersBean.class);
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /** A partner may be down for days; the doors do not wait for that one. */
    private static final Duration WAIT_FOR_LINKS = Duration.ofSeconds(3);

    @Override
    AutoCloseable open(Node node) throws InterruptedException {
        if (!node.get(Links.class).awaitReady(WAIT_FOR_LINKS)) {
            LOG.warn("doors open although not every partner can be reached");
        }
        Config.Listeners config = node.config().listeners();
        EventLoopGroup loops = Sockets.loops(THREADS);
        Admission admission = new Admission(config.limits().maxInFlight());
        node.put(Admission.class, admission);
        Pipeline pipeline = new Pipeline(node.get(TxnIds.class));
        List<AcquirerListener> doors = new ArrayList<>();
        for (ListenerConfig door : config.listeners()) {
            doors.add(new AcquirerListener(door, loops, admission, pipeline, node.clock()));
        }
        return () -> {
            doors.forEach(AcquirerListener::close);
            loops.shutdownGracefully();
        };
    }
}
