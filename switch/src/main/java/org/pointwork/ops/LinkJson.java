package org.pointwork.ops;

import java.util.List;
import org.pointwork.link.IssuerLink;

/** A link and what happened on it since start. */
public record LinkJson(
        String name,
        String state,
        int inFlight,
        long sent,
        long answered,
        long silent,
        long notSent,
        long untrusted,
        long unmatched) {

    static List<LinkJson> all(Operations operations) {
        return operations.links().all().stream().map(line -> of(line.link())).toList();
    }

    private static LinkJson of(IssuerLink link) {
        IssuerLink.Counters counters = link.counters();
        return new LinkJson(
                link.name(),
                link.state().name(),
                link.inFlight(),
                counters.sent.sum(),
                counters.answered.sum(),
                counters.silent.sum(),
                counters.notSent.sum(),
                counters.untrusted.sum(),
                counters.unmatched.sum());
    }
}
