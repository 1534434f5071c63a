package org.pointwork.saf;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;
import org.pointwork.testing.Legs;

/** A queue of stored messages that forgets everything at the end. */
final class MemoryLegs implements LegQueue {
    private final List<Leg> waiting = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private int takes;

    synchronized void store(long txnId, String partner, Instant at) {
        waiting.add(new Leg(
                txnId, LocalDate.EPOCH, Leg.Kind.REVERSAL, partner, "0420", Map.of(), Optional.empty(), 0, at, at));
    }

    @Override
    public synchronized List<Leg> take(String partner, Instant now, Duration lease, int most) {
        takes++;
        List<Leg> due = waiting.stream()
                .filter(leg ->
                        leg.destination().equals(partner) && !leg.nextAt().isAfter(now))
                .sorted(Comparator.comparing(Leg::createdAt))
                .limit(most)
                .toList();
        waiting.removeAll(due);
        List<Leg> taken = due.stream()
                .map(leg -> Legs.tried(leg, leg.attempts() + 1, now.plus(lease)))
                .toList();
        waiting.addAll(taken);
        return taken;
    }

    @Override
    public synchronized void done(Leg leg, String link, CardMessage reply) {
        forget(leg);
        said.add("done " + leg.txnId() + " " + reply.responseCode());
    }

    @Override
    public synchronized void retry(Leg leg, Instant nextAt, String why) {
        forget(leg);
        waiting.add(Legs.tried(leg, leg.attempts(), nextAt));
        said.add("retry " + leg.txnId() + " " + why);
    }

    @Override
    public synchronized void unsent(Leg leg, Instant nextAt, String why) {
        forget(leg);
        waiting.add(Legs.tried(leg, leg.attempts(), nextAt));
        said.add("unsent " + leg.txnId() + " " + why);
    }

    @Override
    public synchronized void hurry(String partner, Instant now) {
        said.add("hurry " + partner);
    }

    @Override
    public synchronized void bury(Leg leg, String why) {
        forget(leg);
        said.add("bury " + leg.txnId() + " " + why);
    }

    private void forget(Leg leg) {
        waiting.removeIf(other -> other.txnId() == leg.txnId());
    }

    synchronized List<String> said() {
        return List.copyOf(said);
    }

    synchronized int takes() {
        return takes;
    }

    synchronized int waiting() {
        return waiting.size();
    }
}
