package org.pointwork.link;

import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.pointwork.link.LinkState.Event;
import org.pointwork.link.PartnerConfig.SignOn;
import org.pointwork.model.Fields;
import org.pointwork.model.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a link up and keeps it up: connects, signs on, agrees on keys, echoes while nothing else is heard, and starts again
 * after a drop with growing, jittered waits, so that a partner that comes back is not met by every link at once. A line that
 * drops soon after it came up counts as one that never came up.
 */
public final class LinkKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinkKeeper.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final Duration DRAIN_LOOK = Duration.ofMillis(5);
    private static final Consumer<Fields.Editor> NOTHING_MORE = _ -> {};

    /** So many first waits a line has to last for the waits to begin anew. */
    private static final int LASTING = 5;

    private final IssuerLink link;
    private final PartnerConfig partner;
    private final PartnerConfig.Socket socket;
    private final PartnerKeys keys;
    private final Connector connector;
    private final NetworkMessages network;
    private final Clock clock;
    private final ReentrantLock rising = new ReentrantLock();
    private final Semaphore news = new Semaphore(0); // the partner signed on, or the line is gone
    private final Thread thread;
    private volatile boolean open = true;

    public LinkKeeper(
            IssuerLink link,
            PartnerConfig partner,
            PartnerConfig.Socket socket,
            PartnerKeys keys,
            Connector connector,
            Cutover.Listener cutovers,
            FileActions files,
            Clock clock) {
        this.link = link;
        this.partner = partner;
        this.socket = socket;
        this.keys = keys;
        this.connector = connector;
        this.network = new NetworkMessages(clock);
        this.clock = clock;
        link.attendedBy(new NetworkDesk(link, partner, keys, cutovers, files, this::wished, clock));
        this.thread = Thread.ofVirtual().name("link-" + link.name()).start(this::run);
    }

    public IssuerLink link() {
        return link;
    }

    private void wished(NetworkDesk.PartnerWish wish) {
        switch (wish) {
            case GO_ON -> news.release();
            case NEW_KEYS -> Thread.startVirtualThread(this::exchangeKeys);
        }
    }

    private void run() {
        long waitMs = partner.reconnect().toMillis();
        while (open) {
            if (lasted()) {
                waitMs = partner.reconnect().toMillis();
            }
            if (!pause(Duration.ofMillis(waitMs + ThreadLocalRandom.current().nextLong(waitMs / 2 + 1)))) {
                return;
            }
            waitMs = Math.min(waitMs * 2, LONGEST_WAIT.toMillis());
        }
    }

    /** Opens a line and uses it until it drops; says whether it was ready for long enough to be called sound. */
    private boolean lasted() {
        return switch (connector.open(socket, link)) {
            case Connector.Opened.Failed(String why) -> {
                link.explain(why);
                yield false;
            }
            case Connector.Opened.Line(Channel line) -> {
                Instant begun = clock.instant();
                boolean ready = use(line);
                Duration up = Duration.between(begun, clock.instant());
                yield ready && up.compareTo(partner.reconnect().multipliedBy(LASTING)) > 0;
            }
        };
    }

    /** Says whether the link ever became ready. */
    private boolean use(Channel line) {
        Instant begun = clock.instant();
        news.drainPermits();
        line.closeFuture().addListener(_ -> news.release());
        link.connected(line);
        link.happened(Event.CONNECT, "the line is up");
        boolean ready = false;
        boolean sound = true;
        while (open && sound && line.isActive()) {
            if (!isToRise()) {
                ready |= link.state() == LinkState.READY;
                sound = listen();
            } else {
                Agreement risen = rise(begun);
                sound = risen.given();
                ready |= sound;
                if (!sound) {
                    link.drop(risen.why());
                }
            }
        }
        line.close().syncUninterruptibly();
        link.disconnected(line, "the line was closed");
        return ready;
    }

    /** Whether the next step up is ours. */
    private boolean isToRise() {
        return switch (link.state()) {
            case CONNECTED -> !link.isHeld() && partner.signOn() != SignOn.THEIRS;
            case SIGNED_ON, KEYED -> true;
            case DOWN, READY, DRAINING, SIGNED_OFF -> false;
        };
    }

    /** From wherever the link stands to READY, as far as the partner agrees. */
    private Agreement rise(Instant lineSince) {
        rising.lock();
        try {
            if (link.state() == LinkState.CONNECTED || link.state() == LinkState.SIGNED_OFF) {
                Agreement signedOn = partner.signOn() == SignOn.NONE
                        ? Agreement.yes("no sign-on is needed")
                        : asked(NetworkMessages.SIGN_ON);
                if (!signedOn.given()) {
                    return Agreement.no("sign-on: " + signedOn.why());
                }
                link.happened(Event.SIGN_ON, signedOn.why());
            }
            if (link.state() == LinkState.SIGNED_ON) {
                Agreement keyed = keys.afterSignOn(this::ask, lineSince);
                if (!keyed.given()) {
                    return keyed;
                }
                link.happened(Event.KEY, keyed.why());
            }
            link.happened(Event.OPEN, "signed on and keyed");
            return new Agreement(
                    link.state() == LinkState.READY, link.standing().why());
        } finally {
            rising.unlock();
        }
    }

    /** Signs on where an operator or the partner had signed off. */
    public Agreement signOn() {
        link.hold(false);
        return switch (link.state()) {
            case DOWN -> Agreement.no("the line is down: " + link.standing().why());
            case READY, DRAINING -> Agreement.no("it is signed on");
            case CONNECTED, SIGNED_ON, KEYED, SIGNED_OFF -> rise(clock.instant());
        };
    }

    /** No payments from here on, until an operator signs on again; the line stays up. Says whether the partner agreed. */
    public Agreement signOff() {
        link.hold(true);
        if (!link.happened(Event.SIGN_OFF, "signed off by an operator")) {
            return Agreement.no("it is not signed on, and stays so");
        }
        return asked(NetworkMessages.SIGN_OFF);
    }

    /** No new payments; waits for those under way, as long as they may take, and signs off. */
    public Agreement drain() {
        link.hold(true);
        if (!link.happened(Event.DRAIN, "drained by an operator")) {
            return Agreement.no("it carries no payments, and takes none");
        }
        Instant until = clock.instant().plus(partner.timeout()).plus(partner.patience());
        while (!link.isIdle()
                && link.state() == LinkState.DRAINING
                && clock.instant().isBefore(until)) {
            if (!pause(DRAIN_LOOK)) {
                return Agreement.no("the node stops");
            }
        }
        return signOff();
    }

    /** Agrees with the partner on new keys now. */
    public Agreement exchangeKeys() {
        return link.state().isSignedOn() ? keys.renew(this::ask) : Agreement.no("it is not signed on");
    }

    /** Asks whether the partner is there; any answer says so. */
    public Agreement echo() {
        Duration half = partner.echoInterval().dividedBy(2);
        Duration patience = half.compareTo(partner.patience()) < 0 ? half : partner.patience();
        return switch (link.manage(network.request(NetworkMessages.ECHO, NOTHING_MORE), patience)) {
            case Outcome.Answered _, Outcome.Untrusted _ -> Agreement.yes("it is there");
            case Outcome.NoAnswer _ -> Agreement.no("no answer");
            case Outcome.NotSent(String _, String why) -> Agreement.no(why);
        };
    }

    private Outcome ask(String code, Consumer<Fields.Editor> more) {
        return link.manage(network.request(code, more), partner.patience());
    }

    private Agreement asked(String code) {
        Agreement agreement =
                switch (ask(code, NOTHING_MORE)) {
                    case Outcome.Answered(String _, var reply) ->
                        new Agreement(reply.approves(), "the partner answered " + reply.responseCode());
                    case Outcome.Untrusted(String _, var _, String why) -> Agreement.no(why);
                    case Outcome.NoAnswer _ -> Agreement.no("no answer");
                    case Outcome.NotSent(String _, String why) -> Agreement.no(why);
                };
        if (!agreement.given()) {
            LOG.warn("link {}: no agreement to 0800/{}: {}", link.name(), code, agreement.why());
        }
        return agreement;
    }

    /** Waits for news, and asks for a sign of life where nothing was heard meanwhile; says whether to go on. */
    private boolean listen() {
        if (isThereNews()) {
            return true;
        }
        if (link.state() == LinkState.READY) {
            keys.keepFresh(this::ask);
        }
        // the second echo follows the first at once: a half-open line is found within two intervals of silence
        boolean lives = link.silentForMs() < partner.echoInterval().toMillis() || echo().given() || echo().given();
        if (!lives) {
            link.drop("two echoes unanswered");
        }
        return lives;
    }

    private boolean isThereNews() {
        try {
            return news.tryAcquire(partner.echoInterval().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private boolean pause(Duration time) {
        try {
            Thread.sleep(time);
            return open;
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Override
    public void close() {
        open = false;
        link.drop("the node stops");
        thread.interrupt();
    }
}
