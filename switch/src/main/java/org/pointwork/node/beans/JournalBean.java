package org.pointwork.node.beans;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.pointwork.journal.Journal;
import org.pointwork.journal.PanSeal;
import org.pointwork.journal.TxnIds;
import org.pointwork.node.Chore;
import org.pointwork.node.Config;
import org.pointwork.node.Node;
import org.pointwork.node.Secrets;
import org.pointwork.registry.RegistryStore;
import org.pointwork.registry.Senders;
import org.pointwork.security.CardVault;
import org.pointwork.txn.HotCards;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The journal, and the registry in its database; tomorrow's partitions before tomorrow, and those of long ago away. */
public final class JournalBean extends NodeBean {
    private static final Logger LOG = LoggerFactory.getLogger(JournalBean.class);
    private static final Duration LOOK_FOR_IMPORTS_EVERY = Duration.ofSeconds(5);
    private static final Duration LOOK_FOR_HOT_CARDS_EVERY = Duration.ofSeconds(2);
    private static final Duration UPKEEP_EVERY = Duration.ofHours(1);

    @Override
    AutoCloseable open(Node node) {
        Config.Database config = node.config().node().journal();
        int id = node.config().node().id();
        Journal journal = Journal.open(
                new Journal.Settings(
                        config.url(),
                        config.user(),
                        Secrets.read(config.passwordFile()),
                        id,
                        config.readConnections(),
                        config.maxQueue(),
                        config.maxWait()),
                new Vault(node),
                node.clock());
        node.put(Journal.class, journal);
        node.put(
                TxnIds.class,
                new TxnIds(node.clock(), id, journal.openRequests().firstFree()));
        RegistryStore registry = new RegistryStore(journal.database());
        Senders senders = new Senders(registry::read, registry::version);
        node.put(Senders.class, senders);
        Chore imports = Chore.every(LOOK_FOR_IMPORTS_EVERY, "look for imports", senders::refresh);
        HotCards hotCards = new HotCards(
                journal.hotCards(),
                node.config().limits().hotCards().map(Config.HotCards::doors).orElse(Set.of()),
                node.clock());
        hotCards.refresh();
        node.put(HotCards.class, hotCards);
        Chore hot = Chore.every(LOOK_FOR_HOT_CARDS_EVERY, "look for hot cards", hotCards::refresh);
        Chore upkeep = Chore.every(UPKEEP_EVERY, "upkeep", () -> upkeep(journal, config.keepDays(), node));
        return () -> {
            hot.close();
            imports.close();
            upkeep.close();
            journal.close();
        };
    }

    private static void upkeep(Journal journal, Optional<Integer> keepDays, Node node) {
        journal.ensureDays();
        journal.hotCards().forgetRemoved();
        keepDays.map(LocalDate.now(node.clock())::minusDays)
                .map(journal::dropDaysBefore)
                .filter(dropped -> !dropped.isEmpty())
                .ifPresent(dropped -> LOG.info("days dropped: {}", dropped));
    }

    /** The HSM comes up after the journal, and long before the first claim. */
    private record Vault(Node node) implements PanSeal {
        @Override
        public byte[] seal(int nodeId, long batch, byte[] clear) {
            return node.get(CardVault.class).sealBatch(nodeId, batch, clear);
        }

        @Override
        public Optional<byte[]> open(int nodeId, long batch, byte[] sealed) {
            return node.get(CardVault.class).openBatch(nodeId, batch, sealed);
        }
    }
}
