package org.pointwork.hsm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.pointwork.hsm.ZoneKeys.Held;

/** What a module holds of one key that changes, the newest first; {@link WorkingKey} says what the labels mean. */
record KeyVersions<K extends KeyRef>(List<Version<K>> agreed, List<Version<K>> offered) {
    private static final String AGREED = ".v";
    private static final String OFFERED = ".n";

    /** One version: its number, 0 for the first; an offer has its time in milliseconds for one. */
    record Version<K>(K key, long number, Instant since) {
        /** The first key follows any where it was loaded anew; else those between may be gone. */
        boolean follows(Version<K> before) {
            return number == 0 || number == before.number + 1;
        }
    }

    /** @throws HsmException KEY_MISSING where there is none */
    static <K extends KeyRef> KeyVersions<K> among(K first, Function<String, K> named, List<Held> held) {
        return find(first, named, held)
                .orElseThrow(() -> new HsmException(
                        HsmException.Reason.KEY_MISSING, first.label(), "no version of it is in the module"));
    }

    /** The labels of all its versions: group 1 is the kind, 2 the number, neither for the first. */
    static Pattern labels(KeyRef first) {
        return Pattern.compile(Pattern.quote(first.label()) + "(?:(\\.[vn])([1-9][0-9]{0,13}))?");
    }

    /** Empty where no version was agreed. */
    static <K extends KeyRef> Optional<KeyVersions<K>> find(K first, Function<String, K> named, List<Held> held) {
        Pattern form = labels(first);
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
            return Optional.empty();
        }
        Comparator<Version<K>> newestFirst =
                Comparator.<Version<K>>comparingLong(Version::number).reversed();
        agreed.sort(newestFirst);
        offered.sort(newestFirst);
        firstWhereLoadedAnew(agreed);
        return Optional.of(new KeyVersions<>(List.copyOf(agreed), List.copyOf(offered)));
    }

    /** Custodians who load the first key after the latest exchange mean it to be used. */
    private static <K> void firstWhereLoadedAnew(List<Version<K>> newestFirst) {
        Version<K> last = newestFirst.getLast();
        if (last.number() == 0 && last.since().isAfter(newestFirst.getFirst().since())) {
            newestFirst.addFirst(newestFirst.removeLast());
        }
    }

    Version<K> current() {
        return agreed.getFirst();
    }

    /** The current key, each whose successor came after {@code begin}, and what was offered. */
    List<K> accepted(Instant begin) {
        return Stream.concat(agreed.stream().limit(taken(begin)), offered.stream())
                .map(Version::key)
                .toList();
    }

    /** How many of {@link #agreed} are taken: the current one, and each whose successor came after {@code begin}. */
    int taken(Instant begin) {
        int taken = 1;
        while (taken < agreed.size()
                && agreed.get(taken - 1).since().isAfter(begin)
                && agreed.get(taken - 1).follows(agreed.get(taken))) {
            taken++;
        }
        return taken;
    }

    /** The label of the version that comes after all that there are. */
    String nextLabel(K first) {
        return first.label() + AGREED + (highest(agreed) + 1);
    }

    String nextOffer(K first) {
        return first.label() + OFFERED + Math.max(System.currentTimeMillis(), highest(offered) + 1);
    }

    private static <K> long highest(List<Version<K>> versions) {
        return versions.stream().mapToLong(Version::number).max().orElse(0);
    }
}
