package org.pointwork.route;

import java.util.List;

/**
 * Where a payment goes, and why.
 *
 * @param partners the one it goes to, then those to try while nothing has left this node; never empty
 * @param version of the table that decided
 * @param why the entry and the rule of {@code routes.yml}, and what was passed over; no card data
 */
public record Routed(List<String> partners, String version, String why) {
    public String partner() {
        return partners.getFirst();
    }

    /** One line for the transaction's history. */
    public String reason() {
        return version + ' ' + why;
    }
}
