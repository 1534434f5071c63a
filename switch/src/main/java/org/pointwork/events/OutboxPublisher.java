package org.pointwork.events;

import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.List;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.pointwork.journal.JournalException;
import org.pointwork.journal.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves events from the outbox to a topic, in order, a batch in one broker transaction. An entry leaves the outbox only
 * once the broker has it; one that is sent twice because of a crash in between carries the same duplicate id, and the
 * broker keeps one.
 */
public final class OutboxPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final int BATCH = 200;
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final Outbox outbox;
    private final ActiveMQConnectionFactory factory;
    private final String topic;
    private final Thread worker;
    private volatile boolean open = true;
    private volatile boolean connected;

    public OutboxPublisher(Outbox outbox, String url, String user, String password, String topic) {
        this.outbox = outbox;
        this.topic = topic;
        this.factory = new ActiveMQConnectionFactory(url, user, password);
        this.worker = Thread.ofPlatform().daemon().name("outbox").start(this::run);
    }

    public boolean isConnected() {
        return connected;
    }

    private void run() {
        while (open) {
            try (var connection = factory.createConnection();
                    Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
                MessageProducer producer = session.createProducer(session.createTopic(topic));
                producer.setDeliveryMode(DeliveryMode.PERSISTENT);
                connected = true;
                while (open) {
                    publish(session, producer);
                }
            } catch (JMSException | JournalException e) {
                if (open) {
                    LOG.warn("events wait in the outbox: {}", e.getClass().getSimpleName());
                }
            } finally {
                connected = false;
            }
            pause(AFTER_FAILURE);
        }
    }

    private void publish(Session session, MessageProducer producer) throws JMSException {
        List<Outbox.Entry> entries = outbox.oldest(BATCH);
        if (entries.isEmpty()) {
            pause(LOOK_EVERY);
            return;
        }
        for (Outbox.Entry entry : entries) {
            TextMessage message = session.createTextMessage(entry.payload());
            message.setStringProperty(Message.HDR_DUPLICATE_DETECTION_ID.toString(), entry.onceKey());
            producer.send(message);
        }
        session.commit();
        outbox.delivered(entries);
    }

    private void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            open = false;
        }
    }

    @Override
    public void close() {
        open = false;
        worker.interrupt();
        factory.close();
    }
}
