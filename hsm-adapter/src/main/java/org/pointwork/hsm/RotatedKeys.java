package org.pointwork.hsm;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.pointwork.hsm.ZoneKeys.Held;

/** The rings of all keys that operators rotate, told together what the module holds. */
public final class RotatedKeys implements KeyRings {
    private final Duration overlap;
    private final Clock clock;
    private final List<RotatedKey<?>> rings = new CopyOnWriteArrayList<>();
    private volatile List<Held> held;

    /** @param overlap how long a key is still taken after another has replaced it */
    public RotatedKeys(Duration overlap, List<Held> held, Clock clock) {
        this.overlap = overlap;
        this.held = held;
        this.clock = clock;
    }

    @Override
    public <K extends KeyRef> KeyRing<K> of(K first, Function<String, K> named) {
        RotatedKey<K> ring = new RotatedKey<>(first, named, overlap, held, clock);
        rings.add(ring);
        return ring;
    }

    /** Takes notice of what the module holds now. */
    public void look(List<Held> now) {
        held = now;
        rings.forEach(ring -> ring.look(now));
    }
}
