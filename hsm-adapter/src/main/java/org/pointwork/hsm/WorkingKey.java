package org.pointwork.hsm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.pointwork.hsm.ZoneKeys.Cryptogram;
import org.pointwork.hsm.ZoneKeys.Held;

/**
 * One working key of a zone through all its changes. Each change is a key of its own in the module, under a name that no
 * other key had before:
 *
 * <pre>
 * zak.issuer         the first, which custodians brought; stays, and counts again when it is loaded anew
 * zak.issuer.v7      the seventh that was exchanged; with it, for an overlap from then on, zak.issuer.v6
 * zak.issuer.n1784…  made here then and offered, and not agreed to yet: the other side may use it, we do not send under it
 * </pre>
 *
 * So a restart finds what was agreed, and after a crash between offer and agreement either answer of the other side is
 * understood. Others may share the module: what they changed is seen before every change made here, by {@link #tidy}, and
 * when something comes that is under no key that is known. Changes are made by one thread at a time, of all that share the
 * module; what {@link KeyRing} has is for all.
 */
public final class WorkingKey<K extends KeyRef> implements KeyRing<K> {
    /** Whoever changes keys faster than the overlap ends does not fill the module with them. */
    private static final int MOST_KEPT = 8;

    private final K first;
    private final Function<String, K> named;
    private final ZoneKey zone;
    private final Duration overlap;
    private final ZoneKeys store;
    private final Clock clock;
    private volatile KeyVersions<K> versions;
    private long lookedAtNanos = System.nanoTime();
    private Optional<KeyVersions.Version<K>> offer = Optional.empty(); // ours, that waits for the other side

    /**
     * @param named makes a name of the same purpose
     * @param overlap how long a key is still taken after another has replaced it
     * @param held what the module holds now
     * @throws HsmException KEY_MISSING where neither the first key nor any other version is among it
     */
    public WorkingKey(
            K first,
            Function<String, K> named,
            ZoneKey zone,
            Duration overlap,
            ZoneKeys store,
            List<Held> held,
            Clock clock) {
        this.first = first;
        this.named = named;
        this.zone = zone;
        this.overlap = overlap;
        this.store = store;
        this.clock = clock;
        this.versions = among(held);
    }

    private KeyVersions<K> among(List<Held> held) {
        return KeyVersions.among(first, named, held);
    }

    @Override
    public K current() {
        return versions.current().key();
    }

    @Override
    public List<K> accepted() {
        return versions.accepted(clock.instant().minus(overlap));
    }

    /** When the current key was stored. */
    public Instant since() {
        return versions.current().since();
    }

    /**
     * Takes the other side's new key and uses it from here on.
     *
     * @throws HsmException as {@link ZoneKeys#receive}: all is as it was then
     */
    public synchronized void receive(Cryptogram came) {
        readModule();
        store.receive(zone, next(), came);
        readModule();
        forget(MOST_KEPT);
    }

    /** Makes a new key for the other side to agree to; what comes under it is taken from here on. */
    public synchronized Cryptogram offer() {
        readModule();
        K named = nextOffer();
        Cryptogram made = store.issue(zone, named);
        readModule();
        offer = versions.offered().stream()
                .filter(version -> version.key().equals(named))
                .findFirst();
        forgetOffers(versions.offered().stream().skip(MOST_KEPT).toList());
        return made;
    }

    /** The other side has agreed to the key that was offered last: it is used from here on. */
    public synchronized void agreed() {
        KeyVersions.Version<K> agreed = offer.orElseThrow();
        readModule();
        store.copy(agreed.key(), next());
        readModule();
        forgetOffers(versions.offered().stream()
                .filter(version -> version.number() <= agreed.number())
                .toList());
        forget(MOST_KEPT);
        offer = Optional.empty();
    }

    /** The other side has refused the key that was offered last. Where it may have taken it, the offer has to stand. */
    public synchronized void refused() {
        forgetOffers(List.of(offer.orElseThrow()));
        offer = Optional.empty();
    }

    /** Removes keys whose time is over: in the module they can only be misused then. */
    public synchronized void tidy() {
        readModule();
        forget(versions.taken(clock.instant().minus(overlap)));
    }

    /** One look serves all who asked before it began: whoever sends what is under no key costs no more than that. */
    @Override
    public void look() {
        long askedAtNanos = System.nanoTime();
        synchronized (this) {
            if (lookedAtNanos - askedAtNanos < 0) {
                readModule();
            }
        }
    }

    private void readModule() {
        lookedAtNanos = System.nanoTime();
        versions = among(store.held());
    }

    /** The first key stays whatever is kept: the configuration names it. */
    private void forget(int kept) {
        List<KeyVersions.Version<K>> old = versions.agreed().stream()
                .skip(kept)
                .filter(version -> version.number() > 0)
                .toList();
        List<KeyVersions.Version<K>> left = versions.agreed().stream()
                .filter(version -> !old.contains(version))
                .toList();
        versions = new KeyVersions<>(left, versions.offered()); // nobody is told of keys that are going
        old.forEach(version -> store.remove(version.key()));
    }

    private void forgetOffers(List<KeyVersions.Version<K>> old) {
        List<KeyVersions.Version<K>> left = versions.offered().stream()
                .filter(version -> !old.contains(version))
                .toList();
        versions = new KeyVersions<>(versions.agreed(), left);
        old.forEach(version -> store.remove(version.key()));
    }

    private K next() {
        return named.apply(versions.nextLabel(first));
    }

    private K nextOffer() {
        return named.apply(versions.nextOffer(first));
    }
}
