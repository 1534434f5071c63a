package org.pointwork.ops;

import java.time.Instant;
import java.util.List;
import org.pointwork.link.IssuerLink;
import org.pointwork.link.Standing;

/** A link and what happened on it since start. */
public record LinkJson(
        String name,
        String state,
        Instant since,
        String why,
        int inFlight,
        long sent,
        long answered,
        long silent,
        long notSent,
        long untrusted,
        long unmatched) {

    /** All links, each partner's together. */
    public static List<LinkJson> all(Operations operations) {
        return operations.links().all().stream().map(line -> of(line.link())).toList();
    }

    private static LinkJson of(IssuerLink link) {
        IssuerLink.Counters counters = link.counters();
        Standing standing = link.standing();
        return new LinkJson(
                link.name(),
                standing.state().name(),
                standing.since(),
                standing.why(),
                link.inFlight(),
                counters.sent.sum(),
                counters.answered.sum(),
                counters.silent.sum(),
                counters.notSent.sum(),
                counters.untrusted.sum(),
                counters.unmatched.sum());
    }
}
