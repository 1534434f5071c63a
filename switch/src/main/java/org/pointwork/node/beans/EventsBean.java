package org.pointwork.node.beans;

import org.pointwork.events.OutboxPublisher;
import org.pointwork.journal.Journal;
import org.pointwork.node.Config;
import org.pointwork.node.Node;
import org.pointwork.node.Secrets;

/** Events to the broker; without one they stay in the outbox. */
public final class EventsBean extends NodeBean {
    @Override
    AutoCloseable open(Node node) {
        Config.Broker broker = node.config().node().broker();
        if (broker.url().isEmpty()) {
            return () -> {};
        }
        OutboxPublisher publisher = new OutboxPublisher(
                node.get(Journal.class).outbox(),
                broker.url(),
                broker.user(),
                Secrets.read(broker.passwordFile()),
                broker.topic());
        node.put(OutboxPublisher.class, publisher);
        return publisher;
    }
}
