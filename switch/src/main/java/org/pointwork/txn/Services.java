package org.pointwork.txn;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jpos.util.NameRegistrar;
import org.pointwork.acquirer.Arrival;
import org.pointwork.journal.Journal;
import org.pointwork.link.PartnerConfig;
import org.pointwork.registry.Sender;
import org.pointwork.registry.Senders;
import org.pointwork.route.Routes;
import org.pointwork.routes.Dispatcher;
import org.pointwork.security.CardChecks;
import org.pointwork.security.CardVault;

/**
 * What steps work with. Made by the node before the first step is.
 *
 * @param hsmAwayCode DE 39 of what is refused because the HSM is away or busy
 */
public record Services(
        Clock clock,
        int node,
        Journal journal,
        Keyring keyring,
        SerialCounters counters,
        CardChecks cards,
        String hsmAwayCode,
        CardVault vault,
        Routes routes,
        Map<String, PartnerConfig> partners,
        Dispatcher dispatcher,
        Risk risk,
        StandInPolicy standIn,
        Senders senders,
        InFlight inFlight,
        Reversals reversals,
        LegNews legNews,
        Duration responseTime,
        BusinessDays days,
        ReconciliationPolicy reconciliation) {
    private static final String NAME = "pointwork.services";

    /** Hears that something was stored for a partner. */
    public interface LegNews {
        void stored(String partner);

        /** Whether new traffic to a partner waits for what is stored: asked before each message, so it must not wait. */
        boolean holds(String partner);
    }

    /** @throws IllegalStateException where a route names a partner that links.yml does not */
    public PartnerConfig partner(String name) {
        PartnerConfig partner = partners.get(name);
        if (partner == null) {
            throw new IllegalStateException("no partner is called " + name);
        }
        return partner;
    }

    /** Whom a message says it is from. The same all along its way, though the registry changes meanwhile. */
    public Sender sender(Txn txn) {
        if (txn.sender().isEmpty()) {
            txn.sender(senders.registry().sender(txn.arrival().door().acquirer(), txn.request()));
        }
        return txn.sender().get();
    }

    /** The keys between its terminal and us: found once, and the same for its answer. */
    public TerminalKeys keys(Txn txn) {
        if (txn.keys().isEmpty()) {
            Arrival arrival = txn.arrival();
            txn.keys(keyring.keysOf(
                    arrival.door(), sender(txn).terminal(), arrival.message().fields()));
        }
        return txn.keys().get();
    }

    /** Lets jPOS, which makes steps by name, find them. */
    public void register() {
        NameRegistrar.register(NAME, this);
    }

    static Services current() {
        return NameRegistrar.getIfExists(NAME);
    }
}
