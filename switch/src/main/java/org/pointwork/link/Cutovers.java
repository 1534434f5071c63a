package org.pointwork.link;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes cutovers on to whoever keeps the business day, and remembers the last one of each partner. */
public final class Cutovers implements Cutover.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Cutovers.class);

    private final List<Cutover.Listener> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Cutover> latest = new ConcurrentHashMap<>();

    public void subscribe(Cutover.Listener listener) {
        listeners.add(listener);
    }

    @Override
    public void happened(Cutover cutover) {
        LOG.info("cutover: partner={} phase={} date={}", cutover.partner(), cutover.phase(), cutover.settlementDate());
        listeners.forEach(listener -> listener.happened(cutover));
        latest.put(cutover.partner(), cutover);
    }

    /** The last one that every listener took. */
    public Optional<Cutover> latest(String partner) {
        return Optional.ofNullable(latest.get(partner));
    }
}
