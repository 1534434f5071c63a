package org.pointwork.sim.issuer;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.WorkingKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys;
import org.pointwork.hsm.ZoneKeys.Held;
import org.pointwork.iso8583.KeyField.Use;

/** The issuer's end of the keys that it shares with a switch. They change where its token holds the zone master key. */
final class IssuerKeys {
    private static final MacKey MAC = new MacKey("zak.issuer-demo");
    private static final PinKey PIN = new PinKey("zpk.issuer-demo");
    private static final ZoneKey ZONE = new ZoneKey("zmk.issuer-demo");
    private static final Duration OVERLAP = Duration.ofMinutes(5);

    private final Map<Use, WorkingKey<?>> changing = new EnumMap<>(Use.class);
    private final KeyRing<MacKey> mac;
    private final KeyRing<PinKey> pin;

    IssuerKeys(Optional<ZoneKeys> store) {
        List<Held> held = store.map(ZoneKeys::held).orElse(List.of());
        this.mac = ring(Use.MAC, MAC, MacKey::new, store, held);
        this.pin = ring(Use.PIN, PIN, PinKey::new, store, held);
    }

    private <K extends KeyRef> KeyRing<K> ring(
            Use use, K first, Function<String, K> named, Optional<ZoneKeys> store, List<Held> held) {
        List<KeyRef> names = held.stream().map(Held::key).toList();
        if (store.isEmpty() || !names.contains(first) || !names.contains(ZONE)) {
            return KeyRing.fixed(first);
        }
        var key = new WorkingKey<>(first, named, ZONE, OVERLAP, store.get(), held, Clock.systemUTC());
        changing.put(use, key);
        return key;
    }

    KeyRing<MacKey> mac() {
        return mac;
    }

    KeyRing<PinKey> pin() {
        return pin;
    }

    /** Empty where this key never changes. */
    Optional<WorkingKey<?>> changing(Use use) {
        return Optional.ofNullable(changing.get(use));
    }
}
