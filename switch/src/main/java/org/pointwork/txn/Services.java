package org.pointwork.txn;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jpos.util.NameRegistrar;
import org.pointwork.journal.Journal;
import org.pointwork.link.PartnerConfig;
import org.pointwork.route.RouteTable;
import org.pointwork.routes.Dispatcher;
import org.pointwork.security.CardVault;

/** What steps work with. Made by the node before the first step is. */
public record Services(
        Clock clock,
        int node,
        Journal journal,
        Keyring keyring,
        CardVault vault,
        RouteTable routes,
        Map<String, PartnerConfig> partners,
        Dispatcher dispatcher,
        AmountLimits limits,
        StandInPolicy standIn,
        InFlight inFlight,
        Reversals reversals,
        LegNews legNews,
        Duration responseTime) {
    private static final String NAME = "pointwork.services";

    /** Hears that something was stored for a partner. */
    public interface LegNews {
        void stored(String partner);
    }

    /** @throws IllegalStateException where a route names a partner that links.yml does not */
    public PartnerConfig partner(String name) {
        PartnerConfig partner = partners.get(name);
        if (partner == null) {
            throw new IllegalStateException("no partner is called " + name);
        }
        return partner;
    }

    /** Lets jPOS, which makes steps by name, find them. */
    public void register() {
        NameRegistrar.register(NAME, this);
    }

    static Services current() {
        return NameRegistrar.getIfExists(NAME);
    }
}
