package org.pointwork.node;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.pointwork.saf.StoreAndForward;
import org.pointwork.txn.Services;

/** The store-and-forward workers, one for each partner. */
public final class Forwarding implements Services.LegNews, AutoCloseable {
    private final Map<String, StoreAndForward> workers = new ConcurrentHashMap<>();

    public void add(String partner, StoreAndForward worker) {
        workers.put(partner, worker);
    }

    @Override
    public void stored(String partner) {
        wake(partner);
    }

    @Override
    public boolean holds(String partner) {
        StoreAndForward worker = workers.get(partner);
        return worker != null && worker.holds();
    }

    /** Sees who is away. */
    public void look() {
        workers.values().forEach(StoreAndForward::look);
    }

    /** Something was stored for a partner: look now. */
    public void wake(String partner) {
        StoreAndForward worker = workers.get(partner);
        if (worker != null) {
            worker.wake();
        }
    }

    /** Something is due for these: it was kept for later, or stored by a node that is gone. */
    public void wakeAll(Iterable<String> partners) {
        partners.forEach(this::wake);
    }

    @Override
    public void close() {
        workers.values().forEach(StoreAndForward::close);
    }
}
