package org.pointwork.bench.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerProcessTest {
    @TempDir
    Path folder;

    private final String port = ServiceUnderTest.freePort();

    @Test
    void aSecondSendingIsKnownEvenAfterAKill() throws Exception {
        ServiceUnderTest first = start();
        try (JMSContext context = context("subscriber")) {
            Topic topic = context.createTopic(BrokerProcess.TRANSACTIONS);
            context.createSharedDurableConsumer(topic, "ledger").close();
            send(context, topic, "event-1");
        }
        first.kill();

        try (ServiceUnderTest second = start();
                JMSContext context = context("subscriber")) {
            Topic topic = context.createTopic(BrokerProcess.TRANSACTIONS);
            send(context, topic, "event-1");
            send(context, topic, "event-2");
            try (var consumer = context.createSharedDurableConsumer(topic, "ledger")) {
                assertEquals("event-1", consumer.receiveBody(String.class, 5_000));
                assertEquals("event-2", consumer.receiveBody(String.class, 5_000));
            }
        }
    }

    @Test
    void refusesAWrongPasswordAndUnknownAddresses() throws Exception {
        try (ServiceUnderTest broker = start()) {
            ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port);
            assertThrows(JMSSecurityRuntimeException.class, () -> factory.createContext("pointwork", "guess"));
            try (JMSContext context = context("stranger")) {
                assertThrows(JMSRuntimeException.class, () -> context.createProducer()
                        .send(context.createTopic("elsewhere"), "event"));
            }
        }
    }

    private static void send(JMSContext context, Topic topic, String id) throws Exception {
        Message message = context.createTextMessage(id);
        message.setStringProperty("_AMQ_DUPL_ID", id);
        context.createProducer().send(topic, message);
    }

    private JMSContext context(String clientId) throws Exception {
        JMSContext context = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + port)
                .createContext("pointwork", Files.readString(folder.resolve("broker-password")));
        context.setClientID(clientId);
        return context;
    }

    private ServiceUnderTest start() throws Exception {
        return ServiceUnderTest.start(BrokerProcess.class, folder, Map.of(Door.BROKER.variable(), port));
    }
}
