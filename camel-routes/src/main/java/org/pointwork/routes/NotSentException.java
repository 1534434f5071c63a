package org.pointwork.routes;

import org.pointwork.model.Outcome;

/** How a {@link Outcome.NotSent} travels through Camel: as the one failure after which another link may be tried. */
public final class NotSentException extends Exception {
    private final transient Outcome.NotSent outcome;

    public NotSentException(Outcome.NotSent outcome) {
        super(outcome.link() + ": " + outcome.why(), null, false, false);
        this.outcome = outcome;
    }

    public Outcome.NotSent outcome() {
        return outcome;
    }
}
