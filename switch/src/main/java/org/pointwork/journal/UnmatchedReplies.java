package org.pointwork.journal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;

/** Replies that met no request. Kept for people to look into, and gone after a while. */
public final class UnmatchedReplies {
    private final DataSource database;
    private final Clock clock;

    UnmatchedReplies(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * One reply, without card data.
     *
     * @param verdict the kind of stranger in one word
     * @param near the link of the request that it is like, empty where there is none
     * @param why what is known of it, with the elements in which the two differ; card numbers are masked
     */
    public record UnmatchedReply(
            String link,
            String mti,
            String stan,
            String rrn,
            String terminalId,
            String responseCode,
            String verdict,
            String near,
            String why) {}

    /** One reply and when it came. */
    public record Kept(Instant at, UnmatchedReply reply) {}

    /** @throws JournalException where it cannot be written now */
    public void keep(UnmatchedReply reply) {
        Sql.update(
                database,
                """
                insert into unmatched_reply
                       (at, link, mti, stan, rrn, terminal_id, response_code, verdict, near, why)
                values (?,?,?,?,?,?,?,?,?,?)""",
                Sql.at(clock.instant()),
                reply.link(),
                reply.mti(),
                reply.stan(),
                reply.rrn(),
                reply.terminalId(),
                reply.responseCode(),
                reply.verdict(),
                reply.near(),
                reply.why());
    }

    /** The latest first, at most so many. */
    public List<Kept> latest(int most) {
        return Sql.query(
                database,
                """
                select at, link, mti, stan, rrn, terminal_id, response_code, verdict, near, why
                  from unmatched_reply order by id desc limit ?""",
                row -> new Kept(
                        Sql.instant(row, "at"),
                        new UnmatchedReply(
                                row.getString("link"),
                                row.getString("mti"),
                                row.getString("stan"),
                                row.getString("rrn"),
                                row.getString("terminal_id"),
                                row.getString("response_code"),
                                row.getString("verdict"),
                                row.getString("near"),
                                row.getString("why"))),
                most);
    }

    void forgetBefore(Instant when) {
        Sql.update(database, "delete from unmatched_reply where at < ?", Sql.at(when));
    }
}
