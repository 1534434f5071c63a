package org.pointwork.bench.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.fasterxml.jackson.databind.ObjectMapper;
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
    private static final String STORE = """
            with row as (
                insert into request (day, txn_id, received_at, node, acquirer, door, mti, kind, processing_code, currency,
                                     pan_token, pan_first6, pan_last4, transmitted_at, stan, local_time, local_date,
                                     acquirer_id, rrn, terminal_id, merchant_id, destination, posted_sign, business_date)
                select current_date, n, now(), 1, 'demo', 'pos', '0200', 'purchase', '000000', '356', '', '', '', '', '', '',
                       '', '', '', '', '', 'issuer-demo', 1, current_date from generate_series(?, ?) n
                returning day, txn_id)
            insert into event (day, txn_id, seq, state, at, response_code, link, detail, answer)
            select day, txn_id, 1, 'APPROVED', now(), '00', '', '', '{}' from row""";

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
            journal.outbox().begin();
            store(journal, 1, EVENTS);
            publishAll(journal);
            store(journal, EVENTS + 1, EVENTS + 100);
            forget(journal, EVENTS - 100); // a hundred that the broker has, and a hundred that are new
            publishAll(journal);
            ObjectMapper json = new ObjectMapper();
            for (int event = 1; event <= EVENTS + 100; event++) {
                assertEquals(
                        Integer.toString(event),
                        json.readTree(subscriber.receiveBody(String.class, 5_000))
                                .path("txnId")
                                .asText());
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

    /** The mark as a node leaves it that dies before its commit. */
    private static void forget(Journal journal, int from) throws Exception {
        try (Connection connection = journal.database().getConnection();
                PreparedStatement mark = connection.prepareStatement(
                        "update outbox_mark set published = (select max(xid) from event where txn_id <= ?)")) {
            mark.setInt(1, from);
            mark.executeUpdate();
        }
    }

    /** Seven in a commit. */
    private static void store(Journal journal, int first, int last) throws Exception {
        try (Connection connection = journal.database().getConnection();
                PreparedStatement insert = connection.prepareStatement(STORE)) {
            for (int from = first; from <= last; from += 7) {
                insert.setInt(1, from);
                insert.setInt(2, Math.min(from + 6, last));
                insert.execute();
            }
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
