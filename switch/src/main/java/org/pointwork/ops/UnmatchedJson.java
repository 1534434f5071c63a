package org.pointwork.ops;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.pointwork.journal.UnmatchedReplies;

/** A reply that met no request and when it came, side by side as {@code GET /api/unmatched} shows them. */
public record UnmatchedJson(Instant at, @JsonUnwrapped UnmatchedReplies.UnmatchedReply reply) {
    static List<UnmatchedJson> of(List<UnmatchedReplies.Kept> latest) {
        return latest.stream()
                .map(kept -> new UnmatchedJson(kept.at(), kept.reply()))
                .toList();
    }
}
