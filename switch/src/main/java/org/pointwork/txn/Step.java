package org.pointwork.txn;

import java.io.Serializable;
import org.jpos.transaction.AbortParticipant;
import org.pointwork.hsm.HsmException;
import org.pointwork.journal.JournalException;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One act in the life of a transaction. jPOS's bit flags live here and nowhere else; a step says what it decided, and a
 * step that breaks refuses: nothing is ever let through because something failed.
 */
public abstract class Step implements AbortParticipant {
    private static final Logger LOG = LoggerFactory.getLogger(Step.class);
    private static final int GO_ON = PREPARED | READONLY | NO_JOIN;
    private static final int WIND_UP = ABORTED | READONLY | NO_JOIN;

    private volatile Services services;

    /** What a step decides. */
    public sealed interface Decision {
        /** On to the next step. */
        record Next() implements Decision {}

        /** The switch itself says no; only closing steps follow. */
        record Refuse(Refusal why) implements Decision {}

        /** The answer is there already; only closing steps follow. */
        record Done() implements Decision {}
    }

    protected static final Decision NEXT = new Decision.Next();
    protected static final Decision DONE = new Decision.Done();

    protected static Decision refuse(String responseCode, String why) {
        return new Decision.Refuse(new Refusal(responseCode, why));
    }

    /** Does the act. What it throws becomes a refusal with 96. */
    protected abstract Decision act(Txn txn);

    /** A closing step acts on every transaction, refused ones too; the others are passed over after a refusal. */
    protected boolean isClosing() {
        return false;
    }

    /** What the step works with: found at its first transaction, because jPOS makes steps before there is any of it. */
    protected final Services services() {
        if (services == null) {
            services = Services.current();
        }
        return services;
    }

    /** Gives the step what it works with, where jPOS is not there to be asked. */
    public final Step with(Services given) {
        services = given;
        return this;
    }

    @Override
    public final int prepare(long id, Serializable context) {
        return guarded((Txn) context);
    }

    @Override
    public final int prepareForAbort(long id, Serializable context) {
        if (isClosing()) {
            guarded((Txn) context);
        }
        return WIND_UP;
    }

    private String code(HsmException e) {
        return switch (e.reason()) {
            case UNAVAILABLE, BUSY -> services().hsmAwayCode();
            case KEY_MISSING, REFUSED, UNSUPPORTED, BAD_PIN_BLOCK, BAD_SEAL, MALFUNCTION -> ResponseCode.MALFUNCTION;
        };
    }

    private int guarded(Txn txn) {
        Decision decision;
        try {
            decision = act(txn);
        } catch (HsmException e) {
            LOG.warn("step {} refuses: txn={} why={}", getClass().getSimpleName(), txn.id(), e.getMessage());
            decision = refuse(code(e), getClass().getSimpleName() + ": " + e.getMessage());
        } catch (JournalException e) {
            LOG.warn("step {} refuses: txn={} why={}", getClass().getSimpleName(), txn.id(), e.getMessage());
            decision = refuse(ResponseCode.MALFUNCTION, getClass().getSimpleName() + ": " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("step {} broke: txn={} {}", getClass().getSimpleName(), txn.id(), Traces.of(e));
            decision = refuse(ResponseCode.MALFUNCTION, getClass().getSimpleName() + " broke");
        }
        return switch (decision) {
            case Decision.Next _ -> GO_ON;
            case Decision.Done _ -> WIND_UP;
            case Decision.Refuse(Refusal why) -> {
                txn.refuse(why);
                yield WIND_UP;
            }
        };
    }
}
