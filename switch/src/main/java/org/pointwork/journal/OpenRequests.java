package org.pointwork.journal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.pointwork.model.Pan;

/**
 * The forwarded requests of a node that have no outcome. They lie between two marks that only grow: below the lower one
 * every request has its outcome, from the upper one on requests may still be claimed. So a look reads what came since the
 * last one, however large the journal is.
 *
 * <p>The writer of claims holds the marks' row until its commit and refuses numbers below the upper mark. So once that
 * mark is raised, all that was claimed below it can be seen, and nothing more will be: not by a node that was paused
 * either, and whose place another process has taken.
 */
public final class OpenRequests {
    private static final int MOST_AT_ONCE = 1000;
    private static final String NEW_NODE = """
            insert into node_mark (node, claimable_from, settled_below)
            select ?::smallint, newest.txn_id, newest.txn_id from (select coalesce(max(txn_id), 0) from request) as newest(txn_id)
            on conflict do nothing""";
    private static final String FENCE = """
            update node_mark set claimable_from = greatest(claimable_from, ?) where node = ?
            returning settled_below, claimable_from""";
    private static final String FIRST_FREE = """
            select greatest(m.claimable_from, coalesce(newest.txn_id + 1, 0)) from node_mark m
              left join lateral (select r.txn_id from request r where r.txn_id >= m.claimable_from and r.node = m.node
                                  order by r.txn_id desc limit 1) as newest on true
             where m.node = ?""";
    /** The bounds are there twice, so that no plan for the join reads events of other days. */
    private static final String OPEN = """
            select r.* from request r
             where r.node = ? and r.txn_id >= ? and r.txn_id < ?
               and not exists (select 1 from event e
                                where e.txn_id = r.txn_id and e.day = r.day and e.seq = 1
                                  and e.txn_id >= ? and e.txn_id < ?)
             order by r.txn_id limit ?""";

    private static final String SEALED = """
            select batch_id, batch_first, batch_last, sealed from sealed_batch
             where batch_node = ? and batch_last >= ? and exists (
                   select 1 from unnest(?::bigint[]) as o(txn_id) where o.txn_id between batch_first and batch_last)""";

    private final DataSource database;
    private final int node;
    private final PanSeal seal;

    OpenRequests(DataSource database, int node, PanSeal seal) {
        this.database = database;
        this.node = node;
        this.seal = seal;
    }

    /** @param pan nothing where its seal will never open, which is logged by whoever holds the key */
    public record Open(RequestRow request, Optional<Pan> pan) {
        @Override
        public String toString() {
            return "open request " + request.txnId();
        }
    }

    /** Requests with numbers from {@code settledBelow} to below {@code claimableFrom} may be without an outcome. */
    public record Marks(long settledBelow, long claimableFrom) {}

    /** A node that was never here before has left nothing behind: it begins where the journal is now. */
    void begin() {
        Sql.update(database, NEW_NODE, node);
    }

    /** A number above all that this node has claimed or may not claim any more, though its clock stepped back. */
    public long firstFree() {
        return Sql.query(database, FIRST_FREE, row -> row.getLong(1), node).getFirst();
    }

    /** No request with a smaller number can be claimed any more, once this returns. A mark never goes back. */
    public Marks fence(long txnId) {
        return Sql.query(database, FENCE, row -> new Marks(row.getLong(1), row.getLong(2)), txnId, node)
                .getFirst();
    }

    /** The oldest of them with numbers from {@code from} to below {@code below}; empty where there is none. */
    public List<Open> oldest(long from, long below) {
        List<RequestRow> rows =
                Sql.query(database, OPEN, JournalReader::request, node, from, below, from, below, MOST_AT_ONCE);
        Map<Long, Pan> pans = rows.isEmpty() ? Map.of() : pans(rows);
        return rows.stream()
                .map(row -> new Open(row, Optional.ofNullable(pans.get(row.txnId()))))
                .toList();
    }

    private Map<Long, Pan> pans(List<RequestRow> rows) {
        long[] txnIds = rows.stream().mapToLong(RequestRow::txnId).toArray();
        Map<Long, Pan> pans = new HashMap<>();
        Sql.query(
                        database,
                        SEALED,
                        row -> new SealedPans(row.getLong(1), row.getLong(2), row.getLong(3), row.getBytes(4)),
                        node,
                        txnIds[0],
                        txnIds)
                .forEach(batch -> pans.putAll(batch.open(node, seal)));
        return pans;
    }

    /** Every request below has its outcome: nobody will look there again, and the card numbers are erased. */
    public void settled(long below) {
        Sql.update(
                database,
                "update node_mark set settled_below = greatest(settled_below, ?) where node = ?",
                below,
                node);
        Sql.update(database, "delete from sealed_batch where batch_node = ? and batch_last < ?", node, below);
    }
}
