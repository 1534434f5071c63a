package org.pointwork.bench.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.events.OutboxPublisher;
import org.pointwork.journal.Journal;
import org.pointwork.journal.PanSeal;

class OutboxPublisherTest {
    private static final int EVENTS = 300; // more than one batch

    @TempDir
    Path folder;

    private final String brokerPort = ServiceUnderTest.freePort();

    /** What a node leaves that dies, or loses the broker, between the broker's commit and its own. */
    @Test
    void whatTheBrokerHasAlreadyIsNotHeardTwiceAndHoldsNothingUp() throws Exception {
        int databasePort = Integer.parseInt(ServiceUnderTest.freePort());
        try (ServiceUnderTest _ =
                        ServiceUnderTest.start(BrokerProcess.class, folder, Map.of("PW_BROKER_PORT", brokerPort));
                Database _ = Database.start(folder.resolve("journal"), databasePort, Database.binaries(folder));
                Journal journal = Journal.open(settings(databasePort), new NoSeal(), Clock.systemUTC());
                JMSContext context = context()) {
            Topic topic = context.createTopic(BrokerProcess.TRANSACTIONS);
            JMSConsumer subscriber = context.createSharedDurableConsumer(topic, "ledger");
            store(journal, 1, EVENTS);
            publishAll(journal);
            store(journal, EVENTS - 99, EVENTS + 100); // a hundred that the broker has, and a hundred that are new
            publishAll(journal);
            for (int event = 1; event <= EVENTS + 100; event++) {
                assertEquals("event-" + event, subscriber.receiveBody(String.class, 5_000));
            }
            assertNull(subscriber.receiveNoWait());
        }
    }

    private void publishAll(Journal journal) throws Exception {
        try (OutboxPublisher _ = new OutboxPublisher(
                journal.outbox(), url(), "pointwork", secret("broker-password"), BrokerProcess.TRANSACTIONS)) {
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (journal.outbox().depth() > 0 && System.nanoTime() < end) {
                LockSupport.parkNanos(20_000_000);
            }
            assertEquals(0, journal.outbox().depth());
        }
    }

    private static void store(Journal journal, int first, int last) throws Exception {
        try (Connection connection = journal.database().getConnection();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into outbox (events, lines, created_at)
                        select count(*), string_agg(n || ':APPROVED event-' || n || e'\\n', '' order by n), now()
                          from generate_series(?, ?) n group by n / 7 order by n / 7""")) {
            insert.setInt(1, first);
            insert.setInt(2, last);
            insert.executeUpdate();
        }
    }

    private Journal.Settings settings(int port) throws Exception {
        return new Journal.Settings(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + Database.NAME,
                Database.NAME,
                secret("db-password"),
                1,
                2,
                1_000,
                Duration.ofSeconds(5));
    }

    /** Nothing is claimed here. */
    private record NoSeal() implements PanSeal {
        @Override
        public byte[] seal(int node, long batch, byte[] clear) {
            throw new IllegalStateException("nothing to seal");
        }

        @Override
        public Optional<byte[]> open(int node, long batch, byte[] sealed) {
            return Optional.empty();
        }
    }

    private JMSContext context() throws Exception {
        JMSContext context = new ActiveMQConnectionFactory(url()).createContext("pointwork", secret("broker-password"));
        context.setClientID("ledger");
        return context;
    }

    private String url() {
        return "tcp://127.0.0.1:" + brokerPort;
    }

    private String secret(String file) throws Exception {
        return Files.readString(folder.resolve(file)).strip();
    }
}
