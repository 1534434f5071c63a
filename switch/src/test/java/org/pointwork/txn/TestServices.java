package org.pointwork.txn;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.journal.Journal;
import org.pointwork.model.ResponseCode;
import org.pointwork.registry.Senders;
import org.pointwork.routes.Dispatcher;
import org.pointwork.security.CardChecks;
import org.pointwork.security.CardVault;

/**
 * What steps work with, where a test needs some of it. What is not given is absent, or lets all pass; the clock stands at
 * {@link Arrivals#NOW}, and the response time is 20 s.
 */
public final class TestServices {
    private static final Services.LegNews NOBODY = new Services.LegNews() {
        @Override
        public void stored(String partner) {}

        @Override
        public boolean holds(String partner) {
            return false;
        }
    };

    private Clock clock = Clock.fixed(Arrivals.NOW, ZoneOffset.UTC);
    private Journal journal;
    private Keyring keyring;
    private CardVault vault;
    private Dispatcher dispatcher;
    private String hsmAwayCode = ResponseCode.MALFUNCTION;
    private Risk risk = Risk.NONE;
    private InFlight inFlight = new InFlight();

    public TestServices clock(Clock given) {
        clock = given;
        return this;
    }

    public TestServices journal(Journal given) {
        journal = given;
        return this;
    }

    /** Keys and card numbers are in this token. */
    public TestServices tokenOf(Hsm hsm) {
        keyring = new Keyring(hsm, KeyRings.FIXED, List.of(), Map.of());
        vault = new CardVault(hsm, new TokenKey("pan.token"), new SealKey("pan.seal"));
        return this;
    }

    public TestServices hsmAwayCode(String given) {
        hsmAwayCode = given;
        return this;
    }

    public TestServices dispatcher(Dispatcher given) {
        dispatcher = given;
        return this;
    }

    /** The only risk rules. */
    public TestServices velocity(Velocity given) {
        risk = new Risk(new AmountLimits(List.of()), given, CardStatus.NOTHING_KNOWN, 0, Optional.empty());
        return this;
    }

    public TestServices inFlight(InFlight given) {
        inFlight = given;
        return this;
    }

    public Services made() {
        return new Services(
                clock,
                1,
                journal,
                keyring,
                new SerialCounters(),
                CardChecks.NONE,
                hsmAwayCode,
                vault,
                null,
                Map.of(),
                dispatcher,
                risk,
                StandInPolicy.NEVER,
                Senders.none(),
                inFlight,
                new Reversals(0),
                NOBODY,
                Duration.ofSeconds(20),
                BusinessDays.midnight(clock.getZone()),
                ReconciliationPolicy.NONE);
    }
}
