package org.pointwork.journal;

import org.pointwork.model.DayTotals;

/** What one acquirer's cards of one issuer came to in one currency, of one business day. */
public record PartyTotals(String acquirer, String issuer, String currency, DayTotals totals) {}
