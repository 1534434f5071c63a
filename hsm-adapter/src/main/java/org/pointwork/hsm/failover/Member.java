package org.pointwork.hsm.failover;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of several modules: opened when it can be, asked while it is there and its keys are the others'. */
final class Member {
    private static final Logger LOG = LoggerFactory.getLogger(Member.class);

    private final String name;
    private final Supplier<? extends Hsm> opener;
    private volatile Optional<Open> open = Optional.empty();
    private volatile String out = "not opened yet";

    /** An open module, and its view for what finishes work. */
    private record Open(Hsm begin, Hsm finish) {}

    Member(String name, Supplier<? extends Hsm> opener) {
        this.name = name;
        this.opener = opener;
    }

    String name() {
        return name;
    }

    /** The module, nothing while it may not be asked. */
    Optional<Hsm> usable(boolean finishing) {
        return out.isEmpty() ? open.map(of -> finishing ? of.finish() : of.begin()) : Optional.empty();
    }

    /** Leaves it out until {@link #look} finds it well. */
    void leaveOut(String why) {
        if (out.isEmpty()) {
            LOG.error("HSM member {}: left out: {}", name, why);
        }
        out = why;
    }

    /** Opens it, looks whether it is there, and holds its keys against those agreed. One thread at a time. */
    void look(Map<KeyRef, Kcv> agreed) {
        try {
            if (open.isEmpty()) {
                Hsm opened = opener.get();
                open = Optional.of(new Open(opened, opened.toFinish()));
            }
            Hsm module = open.get().begin();
            HsmHealth health = module.health();
            if (health.state() == State.DOWN) {
                leaveOut(health.detail());
            } else if (!out.isEmpty()) {
                readmit(module, agreed);
            }
        } catch (HsmException e) {
            leaveOut(e.getMessage());
        }
    }

    private void readmit(Hsm module, Map<KeyRef, Kcv> agreed) {
        for (Map.Entry<KeyRef, Kcv> key : agreed.entrySet()) {
            if (!module.check(key.getKey()).agreesWith(key.getValue())) {
                leaveOut("key " + key.getKey().label() + " is not the other members': their check values differ");
                return;
            }
        }
        LOG.info("HSM member {}: in use", name);
        out = "";
    }

    /** For people: in use, or why not. */
    String standing() {
        return out.isEmpty() ? "in use" : "left out: " + out;
    }

    HsmHealth health() {
        HsmHealth own =
                open.map(of -> of.begin().health()).orElseGet(() -> new HsmHealth(State.DOWN, out, 0, 0, 0, 0, 0));
        return out.isEmpty()
                ? own
                : new HsmHealth(
                        State.DOWN, out, own.operations(), own.failures(), own.busy(), own.logins(), own.waiting());
    }

    /** Whether another member may do what this one could not; one that is away is not asked again before a look. */
    boolean passesOn(HsmException e) {
        if (e.reason() == Reason.UNAVAILABLE) {
            leaveOut(e.getMessage());
        }
        return switch (e.reason()) {
            case UNAVAILABLE, BUSY, KEY_MISSING, MALFUNCTION -> true;
            case REFUSED, UNSUPPORTED, BAD_PIN_BLOCK, BAD_SEAL -> false;
        };
    }

    void close() {
        open.ifPresent(of -> of.begin().close());
    }
}
