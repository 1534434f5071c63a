package org.pointwork.hsm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    private static final String AGREED = ".v";
    private static final String OFFERED = ".n";

    private final K first;
    private final Function<String, K> named;
    private final ZoneKey zone;
    private final Duration overlap;
    private final ZoneKeys store;
    private final Clock clock;
    private final Pattern form;
    private volatile Versions<K> versions;
    private long lookedAtNanos = System.nanoTime();
    private Optional<Version<K>> offer = Optional.empty(); // ours, that waits for the other side

    /** One version: its number, 0 for the first; an offer has its time in milliseconds for one. */
    private record Version<K>(K key, long number, Instant since) {
        /** The first key follows any where it was loaded anew; else those between may be gone. */
        boolean follows(Version<K> before) {
            return number == 0 || number == before.number + 1;
        }
    }

    /** What there is now, the newest first. */
    private record Versions<K>(List<Version<K>> agreed, List<Version<K>> offered) {
        Version<K> current() {
            return agreed.getFirst();
        }
    }

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
        this.form = Pattern.compile(Pattern.quote(first.label()) + "(?:(\\.[vn])([1-9][0-9]{0,13}))?");
        this.versions = among(held);
    }

    private Versions<K> among(List<Held> held) {
        List<Version<K>> agreed = new ArrayList<>();
        List<Version<K>> offered = new ArrayList<>();
        for (Held key : held) {
            Matcher label = form.matcher(key.key().label());
            if (label.matches() && key.key().purpose().equals(first.purpose())) {
                long number = label.group(2) == null ? 0 : Long.parseLong(label.group(2));
                boolean isOffer = OFFERED.equals(label.group(1));
                (isOffer ? offered : agreed)
                        .add(new Version<>(named.apply(key.key().label()), number, key.since()));
            }
        }
        if (agreed.isEmpty()) {
            throw new HsmException(HsmException.Reason.KEY_MISSING, first.label(), "no version of it is in the module");
        }
        Comparator<Version<K>> newestFirst =
                Comparator.<Version<K>>comparingLong(Version::number).reversed();
        agreed.sort(newestFirst);
        offered.sort(newestFirst);
        firstWhereLoadedAnew(agreed);
        return new Versions<>(List.copyOf(agreed), List.copyOf(offered));
    }

    /** Custodians who load the first key after the latest exchange mean it to be used. */
    private static <K> void firstWhereLoadedAnew(List<Version<K>> newestFirst) {
        Version<K> last = newestFirst.getLast();
        if (last.number() == 0 && last.since().isAfter(newestFirst.getFirst().since())) {
            newestFirst.addFirst(newestFirst.removeLast());
        }
    }

    @Override
    public K current() {
        return versions.current().key();
    }

    @Override
    public List<K> accepted() {
        Versions<K> now = versions;
        return Stream.concat(now.agreed().stream().limit(taken(now.agreed())), now.offered().stream())
                .map(Version::key)
                .toList();
    }

    /** How many are taken now: the current one, and each whose successor came less than an overlap ago. */
    private int taken(List<Version<K>> agreed) {
        Instant begin = clock.instant().minus(overlap);
        int taken = 1;
        while (taken < agreed.size()
                && agreed.get(taken - 1).since().isAfter(begin)
                && agreed.get(taken - 1).follows(agreed.get(taken))) {
            taken++;
        }
        return taken;
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
        Version<K> agreed = offer.orElseThrow();
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
        forget(taken(versions.agreed()));
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
        List<Version<K>> old = versions.agreed().stream()
                .skip(kept)
                .filter(version -> version.number() > 0)
                .toList();
        List<Version<K>> left = versions.agreed().stream()
                .filter(version -> !old.contains(version))
                .toList();
        versions = new Versions<>(left, versions.offered()); // nobody is told of keys that are going
        old.forEach(version -> store.remove(version.key()));
    }

    private void forgetOffers(List<Version<K>> old) {
        List<Version<K>> left = versions.offered().stream()
                .filter(version -> !old.contains(version))
                .toList();
        versions = new Versions<>(versions.agreed(), left);
        old.forEach(version -> store.remove(version.key()));
    }

    private K next() {
        return named.apply(first.label() + AGREED + (highest(versions.agreed()) + 1));
    }

    private K nextOffer() {
        long number = Math.max(System.currentTimeMillis(), highest(versions.offered()) + 1);
        return named.apply(first.label() + OFFERED + number);
    }

    private static <K> long highest(List<Version<K>> versions) {
        return versions.stream().mapToLong(Version::number).max().orElse(0);
    }
}
