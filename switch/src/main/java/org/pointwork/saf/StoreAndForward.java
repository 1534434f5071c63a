package org.pointwork.saf;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;
import org.pointwork.model.Outcome;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains one partner's stored messages, oldest first, and of one card or terminal in their order. Each partner has a worker of its own, so that one that is down
 * never holds up another's reversals. It looks when it starts and when it is told to, and asks the queue nothing
 * meanwhile: there may be a thousand of its kind.
 *
 * <p>A partner that is drained first gets nothing new until each message that waited when it came back was tried once.
 */
public final class StoreAndForward implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAndForward.class);
    /** Few, because all that is taken is lost to others until the lease ends, after a crash in between as well. */
    private static final int AT_ONCE = 5;

    private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

    private final String partner;
    private final LegQueue queue;
    private final LegSender sender;
    private final Policy policy;
    private final Duration lease;
    private final Clock clock;
    private final Semaphore news = new Semaphore(1); // what was left before the start
    private final Thread worker;
    private volatile boolean open = true;
    private volatile boolean holds;

    /**
     * How hard a partner is tried.
     *
     * @param maxAttempts after so many it waits for an operator
     * @param longestAttempt how long one message can take: nobody else takes what is still waiting here for its turn
     * @param drainFirst whether new traffic waits, after the partner was away, for what is stored
     */
    public record Policy(Backoff backoff, int maxAttempts, Duration longestAttempt, boolean drainFirst) {}

    public StoreAndForward(String partner, LegQueue queue, LegSender sender, Policy policy, Clock clock) {
        this.partner = partner;
        this.queue = queue;
        this.sender = sender;
        this.policy = policy;
        this.lease = policy.longestAttempt().multipliedBy(AT_ONCE).plus(LEASE_MARGIN);
        this.holds = policy.drainFirst();
        this.clock = clock;
        this.worker = Thread.ofVirtual().name("saf-" + partner).start(this::run);
    }

    /** Something was stored or has come due: look now. */
    public void wake() {
        news.release();
    }

    /** To be asked every few moments: a partner that is away then is drained first when it is back. */
    public void look() {
        if (policy.drainFirst() && !sender.isReachable(partner)) {
            holds = true;
        } else if (holds) {
            wake();
        }
    }

    /** Whether new traffic has to wait for what is stored. */
    public boolean holds() {
        return holds;
    }

    private void run() {
        while (open) {
            try {
                news.acquire();
                news.drainPermits();
                drainWhileReachable();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("store and forward to {} pauses: {}", partner, e.getMessage());
            }
        }
    }

    private void drainWhileReachable() {
        if (holds && sender.isReachable(partner)) {
            queue.hurry(partner, clock.instant());
        }
        while (open && sender.isReachable(partner)) {
            if (!drain()) {
                holds = false;
                return;
            }
        }
    }

    /** Says whether it took any: more may wait, or have waited for these. */
    private boolean drain() {
        List<Leg> due = queue.take(partner, clock.instant(), lease, AT_ONCE);
        for (Leg leg : due) {
            send(leg);
        }
        return !due.isEmpty();
    }

    private void send(Leg leg) {
        switch (attempt(leg)) {
            case Outcome.Answered(String link, var reply) -> answered(leg, link, reply);
            case Outcome.Untrusted(String _, var _, String why) -> again(leg, why);
            case Outcome.NoAnswer silent -> again(leg, silent.silence().name());
            case Outcome.NotSent(String _, String why) -> {
                if (leg.attempts() >= policy.maxAttempts()) {
                    giveUp(leg, why);
                } else {
                    queue.unsent(leg, next(leg), why);
                }
            }
        }
    }

    /**
     * A reversal that the partner refuses may have moved money that nobody undid, and what it refuses of stand-in is
     * money that somebody has to answer for: that is for a person to look into.
     */
    private void answered(Leg leg, String link, CardMessage reply) {
        String code = reply.responseCode();
        if (ResponseCode.settlesNothing(code)) {
            again(leg, "answered " + code);
        } else if (!settles(leg.kind(), code)) {
            giveUp(leg, "refused with " + code);
        } else {
            queue.done(leg, link, reply);
        }
    }

    private static boolean settles(Leg.Kind kind, String code) {
        return switch (kind) {
            case REVERSAL -> ResponseCode.undoes(code);
            case STAND_IN -> ResponseCode.approves(code) || code.equals(ResponseCode.DUPLICATE);
            case ADVICE, RECONCILIATION -> true;
        };
    }

    /** One that cannot be sent at all is one failed attempt, or it would hold up all that is younger for ever. */
    private Outcome attempt(Leg leg) {
        try {
            return sender.send(leg);
        } catch (RuntimeException e) {
            return new Outcome.NotSent("", "broke: " + e.getClass().getName());
        }
    }

    private void again(Leg leg, String why) {
        if (leg.attempts() >= policy.maxAttempts()) {
            giveUp(leg, why);
        } else {
            queue.retry(leg, next(leg), why);
        }
    }

    private Instant next(Leg leg) {
        return clock.instant().plus(policy.backoff().after(leg.attempts()));
    }

    private void giveUp(Leg leg, String why) {
        LOG.error("given up until replayed: partner={} txn={} kind={} why={}", partner, leg.txnId(), leg.kind(), why);
        queue.bury(leg, why);
    }

    @Override
    public void close() {
        open = false;
        worker.interrupt();
    }
}
