package org.pointwork.bench.services;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.CoreAddressConfiguration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** The process of the broker: Artemis, on the loopback interface unless {@code PW_HOST} is set; durable, and bounded. */
public final class BrokerProcess {
    /** The address that transaction events are published to; every subscriber gets each. */
    public static final String TRANSACTIONS = "pointwork.transactions";

    private static final String USER = "pointwork";
    private static final int DUPLICATE_IDS = 20_000;
    private static final int MAX_DISK_USE_PERCENT = 95;
    private static final long MAX_MEMORY_BYTES = 64L << 20;
    private static final long MAX_ADDRESS_BYTES = 16L << 20;
    private static final long MAX_PAGED_BYTES = 256L << 20;

    /** Artemis tells at INFO of every message and session; held here, for loggers are otherwise collected. */
    private static final Logger AUDIT = Logger.getLogger("org.apache.activemq.audit");

    private BrokerProcess() {}

    public static void main(String[] args) {
        AUDIT.setLevel(Level.OFF);
        // Artemis frees the JDK's own buffers through Netty, which on JDK 25 can do that by Unsafe alone; without it
        // the
        // broker starts once, and never again on the journal it left
        System.setProperty("io.netty.noUnsafe", "false");
        ServiceProcess.run(BrokerProcess::start);
    }

    private static void start(Path var) throws Exception {
        EmbeddedActiveMQ broker = new EmbeddedActiveMQ()
                .setConfiguration(configuration(var.resolve("broker"), Door.BROKER.fromEnvironment()))
                .setSecurityManager(new OneUser(SecretFile.ensure(var.resolve("broker-password"))));
        ServiceProcess.atExit("broker", broker::stop);
        broker.start();
        if (!broker.getActiveMQServer().isActive()) {
            throw new IllegalStateException("the broker started and did not become active; the lines above say why");
        }
    }

    static Configuration configuration(Path folder, int port) throws Exception {
        return new ConfigurationImpl()
                .setName("pointwork")
                .addAcceptorConfiguration(
                        "door",
                        "tcp://" + System.getenv().getOrDefault("PW_HOST", "127.0.0.1") + ":" + port
                                + "?protocols=CORE")
                .setSecurityEnabled(true)
                .setJMXManagementEnabled(false)
                .setJournalType(JournalType.NIO)
                .setJournalDirectory(folder.resolve("journal").toString())
                .setBindingsDirectory(folder.resolve("bindings").toString())
                .setPagingDirectory(folder.resolve("paging").toString())
                .setLargeMessagesDirectory(folder.resolve("large").toString())
                // a node sends again after a crash: its duplicate ids must outlive the broker's own
                .setIDCacheSize(DUPLICATE_IDS)
                .setPersistIDCache(true)
                .setMaxDiskUsage(MAX_DISK_USE_PERCENT)
                .setGlobalMaxSize(MAX_MEMORY_BYTES)
                .addAddressSetting("#", new AddressSettings().setAutoCreateAddresses(false))
                .addAddressSetting("pointwork.#", bounded())
                .addAddressConfiguration(
                        new CoreAddressConfiguration().setName(TRANSACTIONS).addRoutingType(RoutingType.MULTICAST));
    }

    /** Over the memory limit events go to disk; over the disk limit the sender is refused, and the journal keeps them. */
    private static AddressSettings bounded() {
        return new AddressSettings()
                .setAutoCreateAddresses(false)
                .setMaxDeliveryAttempts(-1) // an event waits for its subscriber, however often that fails
                .setMaxSizeBytes(MAX_ADDRESS_BYTES)
                .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                .setPageLimitBytes(MAX_PAGED_BYTES)
                .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL);
    }

    /** There is one user, and it may do everything. */
    private record OneUser(String password) implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String given) {
            return USER.equals(user) && given != null && MessageDigest.isEqual(bytes(password), bytes(given));
        }

        @Override
        public boolean validateUserAndRole(String user, String given, Set<Role> roles, CheckType check) {
            return validateUser(user, given);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return "OneUser[" + USER + "]";
        }
    }
}
