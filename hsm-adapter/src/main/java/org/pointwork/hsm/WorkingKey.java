package org.pointwork.hsm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pointwork.hsm.ZoneKeys.Cryptogram;
import org.pointwork.hsm.ZoneKeys.Held;

/**
 * One working key of a zone through all its changes. Each change is a key of its own in the module:
 *
 * <pre>
 * zak.issuer         the first, which custodians brought; stays, and counts again when it is loaded anew
 * zak.issuer.v7      the seventh that was exchanged; with it, until the overlap is over, zak.issuer.v6
 * zak.issuer.next    made here and offered, and not agreed to yet: the other side may use it, we do not send under it
 * </pre>
 *
 * So a restart finds what was agreed, and after a crash between offer and agreement either answer of the other side is
 * understood. Changes are made by one thread at a time; {@link #current} and {@link #others} are for all.
 */
public final class WorkingKey<K extends KeyRef> implements KeyRing<K> {
    private static final String NEXT = ".next";
    private static final int KEPT_IN_OVERLAP = 2;

    private final K first;
    private final Function<String, K> named;
    private final ZoneKey zone;
    private final Duration overlap;
    private final ZoneKeys store;
    private final Clock clock;
    private final Pattern version;
    private volatile Versions<K> versions;

    /** One version: its number, 0 for the first. */
    private record Version<K>(K key, int number, Instant since) {}

    /** What there is now, the newest first; the others have their time from the newest. */
    private record Versions<K>(List<Version<K>> newestFirst, List<K> offered) {
        Version<K> current() {
            return newestFirst.getFirst();
        }
    }

    /**
     * @param named makes a name of the same purpose
     * @param overlap how long the key before is still taken
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
        this.version = Pattern.compile(Pattern.quote(first.label()) + "\\.v([1-9][0-9]{0,8})");
        this.versions = among(held);
    }

    private Versions<K> among(List<Held> held) {
        List<Version<K>> found = held.stream().flatMap(this::version).toList();
        if (found.isEmpty()) {
            throw new HsmException(HsmException.Reason.KEY_MISSING, first.label(), "no version of it is in the module");
        }
        List<Version<K>> newestFirst = found.stream()
                .sorted(Comparator.<Version<K>>comparingInt(Version::number).reversed())
                .toList();
        K next = next();
        List<K> offered = held.stream().map(Held::key).anyMatch(next::equals) ? List.of(next) : List.of();
        return new Versions<>(firstWhereLoadedAnew(newestFirst), offered);
    }

    private Stream<Version<K>> version(Held held) {
        if (held.key().equals(first)) {
            return Stream.of(new Version<>(first, 0, held.since()));
        }
        Matcher label = version.matcher(held.key().label());
        return label.matches() && held.key().purpose().equals(first.purpose())
                ? Stream.of(
                        new Version<>(named.apply(held.key().label()), Integer.parseInt(label.group(1)), held.since()))
                : Stream.empty();
    }

    /** Custodians who load the first key after the latest exchange mean it to be used. */
    private static <K> List<Version<K>> firstWhereLoadedAnew(List<Version<K>> newestFirst) {
        Version<K> last = newestFirst.getLast();
        if (last.number() > 0 || !last.since().isAfter(newestFirst.getFirst().since())) {
            return newestFirst;
        }
        List<Version<K>> turned = new ArrayList<>(newestFirst);
        turned.addFirst(turned.removeLast());
        return turned;
    }

    @Override
    public K current() {
        return versions.current().key();
    }

    @Override
    public List<K> others() {
        Versions<K> now = versions;
        List<K> others = new ArrayList<>(now.offered());
        if (isOverlapping(now) && now.newestFirst().size() > 1) {
            others.add(now.newestFirst().get(1).key());
        }
        return others;
    }

    private boolean isOverlapping(Versions<K> now) {
        return clock.instant().isBefore(now.current().since().plus(overlap));
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
        store.receive(zone, newest(), came);
        look();
        forget(KEPT_IN_OVERLAP);
    }

    /** Makes a new key for the other side to agree to; what comes under it is taken from here on. */
    public synchronized Cryptogram offer() {
        Cryptogram made = store.issue(zone, next());
        look();
        return made;
    }

    /** The other side has agreed to the key that was offered: it is used from here on. */
    public synchronized void agreed() {
        store.rename(next(), newest());
        look();
        forget(KEPT_IN_OVERLAP);
    }

    /** The other side has refused the key that was offered. Where it may have taken it, the offer has to stand. */
    public synchronized void refused() {
        store.remove(next());
        look();
    }

    /** Removes the key before once its time is over: in the module it can only be misused then. */
    public synchronized void tidy() {
        if (versions.newestFirst().size() > 1 && !isOverlapping(versions)) {
            forget(1);
        }
    }

    private void look() {
        versions = among(store.held());
    }

    /** The first key stays whatever is kept: the configuration names it. */
    private void forget(int kept) {
        List<K> old = versions.newestFirst().stream()
                .skip(kept)
                .map(Version::key)
                .filter(key -> !key.equals(first))
                .toList();
        old.forEach(store::remove);
        if (!old.isEmpty()) {
            look();
        }
    }

    private K newest() {
        int highest =
                versions.newestFirst().stream().mapToInt(Version::number).max().orElse(0);
        return named.apply(first.label() + ".v" + (highest + 1));
    }

    private K next() {
        return named.apply(first.label() + NEXT);
    }
}
