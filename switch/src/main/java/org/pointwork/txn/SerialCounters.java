package org.pointwork.txn;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.pointwork.acquirer.ListenerConfig;

/**
 * The last counter of each terminal whose keys change with each transaction (ANSI X9.24), for doors that ask for one that
 * rises. A message that comes again as it was is known by its duplicate key, durably and on all nodes, and a MAC keeps it
 * from being changed; this is for PIN blocks that come without a MAC, and might be put into another message. It costs no
 * round trip, and so it is what this node has seen since its start.
 */
public final class SerialCounters {
    /** Far above the terminals of a node, so that serial numbers that somebody makes up cannot fill its memory. */
    private static final int MOST_TERMINALS = 1_000_000;

    private final ConcurrentMap<String, Long> last = new ConcurrentHashMap<>();

    /**
     * Whether a payment's counter is not above its terminal's last one; takes note of it where it is. Asked once a payment,
     * after its MAC or PIN block has proved its key: a counter that anybody could send says nothing.
     */
    public boolean isReplayed(Txn txn) {
        return txn.keys().isPresent()
                && txn.keys().get() instanceof TerminalKeys.OfTransaction once
                && isCounted(txn.arrival().door())
                && !rises(once);
    }

    private static boolean isCounted(ListenerConfig door) {
        return door.dukpt().filter(ListenerConfig.Dukpt::isCounted).isPresent();
    }

    private boolean rises(TerminalKeys.OfTransaction once) {
        if (last.size() >= MOST_TERMINALS) {
            last.clear();
        }
        long counter = once.serial().counter();
        boolean[] rises = {true};
        last.merge(once.terminal(), counter, (before, now) -> {
            rises[0] = now > before;
            return Math.max(before, now);
        });
        return rises[0];
    }
}
