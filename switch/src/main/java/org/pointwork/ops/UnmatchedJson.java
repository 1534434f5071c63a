package org.pointwork.ops;

import java.util.List;
import org.pointwork.journal.UnmatchedReplies;

/** A reply that met no request, as {@code GET /api/unmatched} shows it. */
public record UnmatchedJson(
        String at,
        String link,
        String mti,
        String stan,
        String rrn,
        String terminalId,
        String responseCode,
        String verdict,
        String near,
        String why) {

    static List<UnmatchedJson> latest(Operations operations, int most) {
        return operations.journal().unmatched().latest(most).stream()
                .map(UnmatchedJson::of)
                .toList();
    }

    private static UnmatchedJson of(UnmatchedReplies.Kept kept) {
        UnmatchedReplies.UnmatchedReply reply = kept.reply();
        return new UnmatchedJson(
                kept.at().toString(),
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
}
