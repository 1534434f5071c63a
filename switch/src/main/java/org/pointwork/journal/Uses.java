package org.pointwork.journal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.pointwork.journal.Use.Total;

/** What velocity rules count, in the same commit as what is counted. */
final class Uses {
    /** In the order of their keys, so that two who change the same rows cannot wait for each other. */
    private static final String ADD = """
            insert into velocity (key, starts_at, writer, uses, minor)
            select i.key, i.starts_at, ?::smallint, sum(i.uses), sum(i.minor)
              from unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[]) as i(key, starts_at, uses, minor)
             group by 1, 2 order by 1, 2
            on conflict (key, starts_at, writer) do update
               set uses = velocity.uses + excluded.uses, minor = velocity.minor + excluded.minor""";

    private static final String SUM = """
            select coalesce(sum(v.uses), 0), coalesce(sum(v.minor), 0)
              from unnest(?::bigint[], ?::bigint[]) with ordinality as i(key, starts_at, place)
              left join velocity v on v.key = i.key and v.starts_at = i.starts_at
             group by i.place order by i.place""";

    private Uses() {}

    /** Who changes a node's rows: each of its two writers has its own. */
    enum Writer {
        CLAIMS,
        OUTCOMES;

        int of(int node) {
            return 2 * node + ordinal();
        }
    }

    static void add(Connection connection, int writer, List<Use> uses) throws SQLException {
        if (uses.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(ADD)) {
            insert.setInt(1, writer);
            insert.setObject(2, array(uses, Use::key));
            insert.setObject(3, array(uses, Use::startsAt));
            insert.setObject(4, array(uses, Use::count));
            insert.setObject(5, array(uses, Use::minor));
            insert.executeUpdate();
        }
    }

    /** The totals of many questions by one. Reads alone, and shares a round trip as writers share a commit. */
    static List<List<Total>> totals(Connection connection, List<List<Use>> asked) throws SQLException {
        List<Use> all = asked.stream().flatMap(List::stream).toList();
        List<Total> found = new ArrayList<>(all.size());
        try (PreparedStatement select = connection.prepareStatement(SUM)) {
            select.setObject(1, array(all, Use::key));
            select.setObject(2, array(all, Use::startsAt));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found.add(new Total(rows.getLong(1), rows.getLong(2)));
                }
            }
        }
        List<List<Total>> totals = new ArrayList<>(asked.size());
        int from = 0;
        for (List<Use> uses : asked) {
            totals.add(found.subList(from, from + uses.size()));
            from += uses.size();
        }
        return totals;
    }

    private static long[] array(List<Use> uses, ToLongFunction<Use> value) {
        return uses.stream().mapToLong(value).toArray();
    }
}
