package org.pointwork.link;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.pointwork.link.Diagnosis.Difference;
import org.pointwork.link.Diagnosis.Verdict;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Pan;

/**
 * Looks among what a partner was asked lately, on all its links, for the request that a strange reply may mean. Reads some
 * thousand keys, so it is no work for a line's own thread.
 */
final class Suspects {
    /** Beside the key, worth a look where the request is still there. */
    private static final int[] TELLING = {3, 4, 42, 49};

    private final MatchKey keys;
    private final Map<String, Waiting> links = new ConcurrentHashMap<>();

    Suspects(MatchKey keys) {
        this.keys = keys;
    }

    void add(String link, Waiting waiting) {
        links.put(link, waiting);
    }

    /** A request that is like the reply. */
    private sealed interface Suspect {
        String link();

        String key();

        record InFlight(String link, String key, CardMessage request) implements Suspect {}

        record Past(String link, String key, Ended.How how) implements Suspect {}
    }

    Diagnosis diagnose(CardMessage reply) {
        String key = keys.of(reply);
        Nearest nearest = new Nearest(key, Math.max(1, keys.parts() / 3));
        links.forEach((link, waiting) -> {
            waiting.inFlight()
                    .forEach(entry -> nearest.offer(
                            entry.key(),
                            Long.MAX_VALUE,
                            () -> new Suspect.InFlight(link, entry.key(), entry.request())));
            waiting.ended().forEach(ended -> ended.all()
                    .forEach(past -> nearest.offer(
                            past.key(), past.atNanos(), () -> new Suspect.Past(link, past.key(), ended.how()))));
        });
        return nearest.suspect.map(suspect -> diagnosis(key, reply, suspect)).orElse(Diagnosis.NEVER_SENT);
    }

    private Diagnosis diagnosis(String key, CardMessage reply, Suspect suspect) {
        List<Difference> differences = differences(suspect.key(), key);
        Verdict verdict = differences.isEmpty()
                ? exact(suspect)
                : differences.size() == 1 && differences.getFirst().element().equals("MTI")
                        ? Verdict.OTHER_TYPE
                        : Verdict.OTHER_VALUES;
        if (suspect instanceof Suspect.InFlight(String _, String _, CardMessage request)) {
            addTelling(request, reply, differences);
        }
        return new Diagnosis(verdict, suspect.link(), List.copyOf(differences));
    }

    /** A request that still waits would have been answered on its own link. */
    private static Verdict exact(Suspect suspect) {
        return switch (suspect) {
            case Suspect.InFlight _ -> Verdict.OTHER_LINK;
            case Suspect.Past(String _, String _, Ended.How how) ->
                switch (how) {
                    case ANSWERED -> Verdict.DUPLICATE;
                    case SILENT -> Verdict.LATE;
                };
        };
    }

    private List<Difference> differences(String sentKey, String cameKey) {
        String[] sent = MatchKey.split(sentKey);
        String[] came = MatchKey.split(cameKey);
        List<Difference> differences = new ArrayList<>();
        for (int part = 0; part < Math.min(Math.min(sent.length, came.length), keys.parts()); part++) {
            if (!sent[part].equals(came[part])) {
                differences.add(new Difference(keys.partName(part), sent[part], came[part]));
            }
        }
        return differences;
    }

    private static void addTelling(CardMessage request, CardMessage reply, List<Difference> into) {
        String sentPan = request.pan().map(Pan::masked).orElse("");
        String camePan = reply.pan().map(Pan::masked).orElse("");
        if (!camePan.isEmpty() && !request.pan().equals(reply.pan())) {
            into.add(new Difference("DE 2", sentPan, camePan));
        }
        for (int de : TELLING) {
            String came = reply.fields().text(de).strip();
            String sent = request.fields().text(de).strip();
            if (!came.isEmpty() && !came.equals(sent)) {
                into.add(new Difference("DE " + de, sent, came));
            }
        }
    }

    /** Keeps the suspect that differs least, of equal ones the youngest. */
    private static final class Nearest {
        private final String key;
        private final int mostDiffering;
        private Optional<Suspect> suspect = Optional.empty();
        private int differing = Integer.MAX_VALUE;
        private long atNanos;

        Nearest(String key, int mostDiffering) {
            this.key = key;
            this.mostDiffering = mostDiffering;
        }

        void offer(String other, long when, Supplier<Suspect> maker) {
            int count = MatchKey.differing(other, key);
            if (count <= mostDiffering && (count < differing || count == differing && when > atNanos)) {
                differing = count;
                atNanos = when;
                suspect = Optional.of(maker.get());
            }
        }
    }
}
