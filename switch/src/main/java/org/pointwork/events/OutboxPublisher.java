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
 * Moves the journal's events to a topic, in order, a batch in one broker transaction. They count as published only once
 * the broker has them, so after a crash or a lost line the oldest batch may be there already. The broker drops a message
 * whose duplicate id it knows, but inside a transaction it refuses the whole of it: so the first batch on every
 * new connection goes one by one.
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
                    Session single = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
                    Session batched = connection.createSession(true, Session.SESSION_TRANSACTED)) {
                connected = true;
                outbox.begin();
                publish(single);
                while (open) {
                    if (publish(batched) == 0) {
                        pause(LOOK_EVERY);
                    }
                }
            } catch (JMSException | JournalException e) {
                if (open) {
                    LOG.warn("events wait in the outbox: {}", e.getMessage());
                }
            } finally {
                connected = false;
            }
            pause(AFTER_FAILURE);
        }
    }

    /** Sends the oldest events and says how many. */
    private int publish(Session session) throws JMSException {
        return outbox.publish(BATCH, events -> send(session, events));
    }

    private void send(Session session, List<Outbox.Event> events) throws JMSException {
        try (MessageProducer producer = session.createProducer(session.createTopic(topic))) {
            producer.setDeliveryMode(DeliveryMode.PERSISTENT);
            for (Outbox.Event event : events) {
                TextMessage message = session.createTextMessage(EventJson.of(event));
                message.setStringProperty(Message.HDR_DUPLICATE_DETECTION_ID.toString(), event.onceKey());
                producer.send(message);
            }
        }
        if (session.getTransacted()) {
            session.commit();
        }
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
