package org.pointwork.node;

import org.jpos.util.LogEvent;
import org.jpos.util.LogListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * jPOS's log, cut down to what can hold no card data: who, what kind, and the class of any failure. A listener left as
 * jPOS ships it prints whole messages.
 */
public final class QuietLogListener implements LogListener {
    private static final Logger LOG = LoggerFactory.getLogger("jpos");

    @Override
    public LogEvent log(LogEvent event) {
        boolean trouble =
                "warn".equals(event.getTag()) || "error".equals(event.getTag()) || "fatal".equals(event.getTag());
        if (trouble) {
            LOG.warn("{} {}: {}", event.getRealm(), event.getTag(), failure(event));
        }
        return event;
    }

    private static String failure(LogEvent event) {
        return event.getPayLoad().stream()
                .filter(Throwable.class::isInstance)
                .map(Throwable.class::cast)
                .map(thrown -> thrown.getClass().getName() + " at "
                        + (thrown.getStackTrace().length == 0 ? "?" : thrown.getStackTrace()[0]))
                .findFirst()
                .orElse("");
    }
}
