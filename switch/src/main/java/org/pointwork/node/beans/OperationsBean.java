package org.pointwork.node.beans;

import io.micrometer.core.instrument.Gauge;
import java.time.Clock;
import java.util.List;
import org.pointwork.events.OutboxPublisher;
import org.pointwork.hsm.Hsm;
import org.pointwork.journal.Journal;
import org.pointwork.journal.TxnIds;
import org.pointwork.link.Links;
import org.pointwork.node.Config;
import org.pointwork.node.Forwarding;
import org.pointwork.node.KeyDates;
import org.pointwork.node.Node;
import org.pointwork.node.Secrets;
import org.pointwork.ops.HttpServer;
import org.pointwork.ops.NodeMetrics;
import org.pointwork.ops.Operations;
import org.pointwork.registry.Senders;
import org.pointwork.replica.Replica;
import org.pointwork.txn.DayEnd;
import org.pointwork.txn.Services;
import org.pointwork.txn.WriteOffs;

/** HTTP: health, metrics, API and console page. */
public final class OperationsBean extends NodeBean {
    @Override
    AutoCloseable open(Node node) {
        Journal journal = node.get(Journal.class);
        DayEnd dayEnd = new DayEnd(node.get(Services.class));
        Operations operations = new Operations(
                node.config().node().name(),
                node.clock(),
                journal,
                node.get(Hsm.class),
                node.get(Links.class),
                node.get(Services.class).routes(),
                node.get(Senders.class),
                node.get(Services.class).days(),
                date -> dayEnd.close(date, node.get(TxnIds.class)),
                node.find(Replica.class),
                node.find(OutboxPublisher.class),
                new Replay(journal, node.get(Forwarding.class), node.clock()),
                new WriteOffs(node.get(Services.class))::writeOff);
        operations.register();
        node.put(Operations.class, operations);
        NodeMetrics.bind(getServer().getMeterRegistry(), operations);
        Gauge.builder("pointwork.keys.days.left", node.get(KeyDates.class), KeyDates::daysLeft)
                .register(getServer().getMeterRegistry());
        Config.Http http = node.config().node().http();
        return new HttpServer(http.host(), http.port(), Secrets.read(http.tokenFile()), operations, () -> getServer()
                .getPrometheusMeterRegistry()
                .scrape());
    }

    private record Replay(Journal journal, Forwarding forwarding, Clock clock) implements Operations.Replay {
        @Override
        public int all(String partner) {
            int due = journal.legs().replay(partner, clock.instant());
            forwarding.wake(partner);
            return due;
        }

        @Override
        public int one(long txnId) {
            List<String> partners = journal.legs().replay(txnId, clock.instant());
            forwarding.wakeAll(partners);
            return partners.size();
        }
    }
}
