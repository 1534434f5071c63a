package org.pointwork.saf;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;
import org.pointwork.model.Outcome;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains one partner's stored messages, oldest first. Each partner has a worker of its own, so that one that is down
 * never holds up another's reversals. It looks when it starts and when it is told to, and asks the queue nothing
 * meanwhile: there may be a thousand of its kind.
 */
public final class StoreAndForward implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreAndForward.class);
    /** Few, because all that is taken is lost to others until the lease ends, after a crash in between as well. */
    private static final int AT_ONCE = 5;

    private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

    private final String partner;
    private final LegQueue queue;
    private final LegSender sender;
    private final Backoff backoff;
    private final int maxAttempts;
    private final Duration lease;
    private final Clock clock;
    private final Semaphore news = new Semaphore(1); // what was left before the start
    private final Thread worker;
    private volatile boolean open = true;

    /** @param longestAttempt how long one message can take: nobody else takes what is still waiting here for its turn */
    public StoreAndForward(
            String partner,
            LegQueue queue,
            LegSender sender,
            Backoff backoff,
            int maxAttempts,
            Duration longestAttempt,
            Clock clock) {
        this.partner = partner;
        this.queue = queue;
        this.sender = sender;
        this.backoff = backoff;
        this.maxAttempts = maxAttempts;
        this.lease = longestAttempt.multipliedBy(AT_ONCE).plus(LEASE_MARGIN);
        this.clock = clock;
        this.worker = Thread.ofVirtual().name("saf-" + partner).start(this::run);
    }

    /** Something was stored or has come due: look now. */
    public void wake() {
        news.release();
    }

    private void run() {
        while (open) {
            try {
                news.acquire();
                news.drainPermits();
                while (open && sender.isReachable(partner) && drain()) {
                    // there may be more
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("store and forward to {} pauses: {}", partner, e.getMessage());
            }
        }
    }

    /** Says whether it took as many as it may, so that more may wait. */
    private boolean drain() {
        List<Leg> due = queue.take(partner, clock.instant(), lease, AT_ONCE);
        for (Leg leg : due) {
            send(leg);
        }
        return due.size() == AT_ONCE;
    }

    private void send(Leg leg) {
        switch (attempt(leg)) {
            case Outcome.Answered(String link, var reply) -> answered(leg, link, reply);
            case Outcome.Untrusted(String _, var _, String why) -> again(leg, why);
            case Outcome.NoAnswer silent -> again(leg, silent.silence().name());
            case Outcome.NotSent(String _, String why) -> again(leg, why);
        }
    }

    /** A reversal that the partner refuses may have moved money that nobody undid: that is for a person to look into. */
    private void answered(Leg leg, String link, CardMessage reply) {
        String code = reply.responseCode();
        if (ResponseCode.settlesNothing(code)) {
            again(leg, "answered " + code);
        } else if (leg.kind() == Leg.Kind.REVERSAL && !ResponseCode.undoes(code)) {
            giveUp(leg, "refused with " + code);
        } else {
            queue.done(leg, link, reply);
        }
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
        if (leg.attempts() >= maxAttempts) {
            giveUp(leg, why);
        } else {
            queue.retry(leg, clock.instant().plus(backoff.after(leg.attempts())), why);
        }
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
