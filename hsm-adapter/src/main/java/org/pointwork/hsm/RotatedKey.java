package org.pointwork.hsm;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pointwork.hsm.ZoneKeys.Held;

/**
 * A key that operators rotate, under the labels of {@link WorkingKey}: {@code tak.pos-1}, then {@code tak.pos-1.v1}, … A
 * new version is used as soon as it is seen; what it replaced is still taken until the overlap after it was stored has
 * passed. Whoever holds this tells it now and then what the module holds.
 */
public final class RotatedKey<K extends KeyRef> implements KeyRing<K> {
    private final K first;
    private final Function<String, K> named;
    private final Duration overlap;
    private final Clock clock;
    private volatile Optional<KeyVersions<K>> versions;

    /**
     * @param named makes a name of the same purpose
     * @param overlap how long a key is still taken after another has replaced it
     * @param held what the module holds; without any version among it the first is used, and its users hear that it is
     *     missing
     */
    public RotatedKey(K first, Function<String, K> named, Duration overlap, List<Held> held, Clock clock) {
        this.first = first;
        this.named = named;
        this.overlap = overlap;
        this.clock = clock;
        this.versions = KeyVersions.find(first, named, held);
    }

    /** The label under which the next version of a key is stored, so that its users find it. */
    public static String nextLabel(KeyRef first, List<Held> held) {
        return KeyVersions.among(first, amongThem(first, held), held).nextLabel(first);
    }

    /** Whether a key is the first or a later version of it, agreed or offered. */
    public static boolean isVersion(KeyRef first, KeyRef key) {
        return key.purpose().equals(first.purpose())
                && KeyVersions.labels(first).matcher(key.label()).matches();
    }

    /**
     * Versions whose overlap is over: in the module they can only be misused.
     *
     * @return never the first version, which the configuration names, nor any that is taken
     */
    public static List<KeyRef> outlived(KeyRef first, Duration overlap, List<Held> held, Clock clock) {
        KeyVersions<KeyRef> versions = KeyVersions.among(first, amongThem(first, held), held);
        return versions.agreed().stream()
                .skip(versions.taken(clock.instant().minus(overlap)))
                .filter(version -> version.number() > 0)
                .map(KeyVersions.Version::key)
                .toList();
    }

    private static Function<String, KeyRef> amongThem(KeyRef first, List<Held> held) {
        return label -> held.stream()
                .map(Held::key)
                .filter(key -> key.label().equals(label) && key.purpose().equals(first.purpose()))
                .findFirst()
                .orElseThrow();
    }

    /** Takes notice of what the module holds now. */
    public void look(List<Held> held) {
        versions = KeyVersions.find(first, named, held);
    }

    @Override
    public K current() {
        return versions.map(found -> found.current().key()).orElse(first);
    }

    @Override
    public List<K> accepted() {
        return versions.map(found -> found.accepted(clock.instant().minus(overlap)))
                .orElseGet(() -> List.of(first));
    }
}
