package org.pointwork.hsm.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;

/**
 * All boxes. A command changes nothing in a box, so one that got no answer is given to another, once: a caller waits for two
 * answers at most.
 */
final class Boxes implements AutoCloseable {
    private static final int MOST_TRIES = 2;

    private final List<Box> boxes;
    private final int most;
    private final long limitNanos;
    private final AtomicInteger turn = new AtomicInteger();
    private final LongAdder operations = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder busy = new LongAdder();

    private Boxes(List<Box> boxes, HostConfig config) {
        this.boxes = boxes;
        this.most = config.maxInFlight();
        this.limitNanos = config.answerWithin().toNanos();
    }

    /**
     * Connects to all, and waits until each was tried.
     *
     * @throws HsmException UNAVAILABLE where none can be used
     */
    static Boxes open(HostConfig config, Optional<String> lmk) {
        var tls = config.tls().map(HostTls::context);
        Boxes boxes = new Boxes(
                config.boxes().stream()
                        .map(address -> new Box(config, address, tls, lmk))
                        .toList(),
                config);
        try {
            for (Box box : boxes.boxes) {
                box.awaitFirstTry();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (boxes.boxes.stream().noneMatch(Box::isWell)) {
            String why = boxes.toString();
            boxes.close();
            throw new HsmException(Reason.UNAVAILABLE, "HSM", why);
        }
        return boxes;
    }

    /**
     * Sends a command and waits for the answer, whatever its error code is unless another box may know better.
     *
     * @param share how much more room and time this call has than others: 1, or 2 for what finishes work
     * @throws HsmException BUSY where too many wait, UNAVAILABLE where no box answers in time
     */
    BoxAnswer ask(String subject, HostCommand command, int share) {
        List<Box> tried = new ArrayList<>(MOST_TRIES);
        HsmException last = new HsmException(Reason.UNAVAILABLE, subject, "no HSM is connected");
        int first = turn.getAndIncrement();
        for (int tries = 0; tries < Math.min(MOST_TRIES, boxes.size()); tries++) {
            Box box = next(first, tried);
            tried.add(box);
            switch (box.ask(command, most * share, limitNanos * share)) {
                case Asked.Came(HostFields fields) -> {
                    var answer = new BoxAnswer(command, subject, fields);
                    if (!answer.isTroubleOfTheBox()) {
                        operations.increment();
                        return answer;
                    }
                    last = answer.refusal();
                }
                case Asked.Lost(String why) -> last = new HsmException(Reason.UNAVAILABLE, subject, why);
                case Asked.Silent _ ->
                    last = new HsmException(
                            Reason.UNAVAILABLE,
                            subject,
                            "the HSM did not answer within "
                                    + Duration.ofNanos(limitNanos * share).toMillis() + " ms");
                case Asked.Full _ ->
                    last = new HsmException(
                            Reason.BUSY,
                            subject,
                            "more than " + most * share + " commands wait on each line to the HSM");
            }
        }
        failures.increment();
        if (last.reason() == Reason.BUSY) {
            busy.increment();
        }
        throw last;
    }

    /** In turn among those that are well; any other where none is. */
    private Box next(int first, List<Box> tried) {
        Optional<Box> other = Optional.empty();
        for (int i = 0; i < boxes.size(); i++) {
            Box box = boxes.get(Math.floorMod(first + i, boxes.size()));
            if (!tried.contains(box)) {
                if (box.isWell()) {
                    return box;
                }
                other = Optional.of(box);
            }
        }
        return other.orElseThrow();
    }

    boolean isAnyWell() {
        return boxes.stream().anyMatch(Box::isWell);
    }

    /** Counts, as {@link org.pointwork.hsm.HsmHealth} says them. */
    record Counters(long operations, long failures, long busy, long connections, long unexpected, int waiting) {}

    Counters counters() {
        return new Counters(
                operations.sum(),
                failures.sum(),
                busy.sum(),
                boxes.stream().mapToLong(Box::connections).sum(),
                boxes.stream().mapToLong(Box::unexpected).sum(),
                boxes.stream().mapToInt(Box::inFlight).sum());
    }

    @Override
    public void close() {
        boxes.forEach(Box::close);
    }

    @Override
    public String toString() {
        return boxes.stream().map(Box::toString).collect(Collectors.joining("; "));
    }
}
