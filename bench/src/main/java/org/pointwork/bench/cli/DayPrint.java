package org.pointwork.bench.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;

/** What a node says of business days, for people. Amounts are minor units. */
final class DayPrint {
    private DayPrint() {}

    static void days(PrintWriter out, JsonNode said) {
        out.println("business day " + text(said, "today"));
        said.path("closed").forEach(day -> head(out, day));
    }

    private static void head(PrintWriter out, JsonNode day) {
        out.println(text(day, "date") + "  closed " + text(day, "closedAt") + "  " + text(day, "items") + " items, "
                + text(day, "givenUp") + " messages given up, digest " + text(day, "digest"));
    }

    static void day(PrintWriter out, JsonNode day) {
        head(out, day);
        for (JsonNode total : day.path("totals")) {
            out.printf(
                    "  %-12s to %-16s %s  %8s debits %15s  %8s credits %15s  net %15s%s%n",
                    text(total, "acquirer"),
                    text(total, "issuer"),
                    text(total, "currency"),
                    text(total, "debits"),
                    text(total, "debitAmount"),
                    text(total, "credits"),
                    text(total, "creditAmount"),
                    text(total, "net"),
                    total.path("late").asBoolean() ? "  of days closed before" : "");
        }
        for (JsonNode late : day.path("late")) {
            out.println("  late: " + text(late, "txnId") + " of " + text(late, "originalDate") + "  "
                    + text(late, "amount"));
        }
    }

    static void reconciliation(PrintWriter out, JsonNode said) {
        out.println("day " + text(said, "date"));
        for (JsonNode party : said.path("totals")) {
            out.printf(
                    "  %-12s to %-16s %s  debits %s  reversed %s  credits %s  reversed %s  net %s%n",
                    text(party, "acquirer"),
                    text(party, "issuer"),
                    text(party, "currency"),
                    sum(party, "debits"),
                    sum(party, "debitReversals"),
                    sum(party, "credits"),
                    sum(party, "creditReversals"),
                    text(party, "net"));
        }
        for (JsonNode with : said.path("reconciliations")) {
            out.printf(
                    "%s  %s %s  %s  %s  %s%n",
                    text(with, "txnId"),
                    text(with, "with").toLowerCase(java.util.Locale.ROOT),
                    text(with, "party"),
                    text(with, "currency"),
                    text(with, "at"),
                    text(with, "result"));
            with.path("differences").forEach(difference -> out.println("  " + difference.asText()));
            list(out, "in flight", with.path("inFlight"));
            list(out, "late", with.path("late"));
        }
    }

    private static void list(PrintWriter out, String what, JsonNode numbers) {
        for (JsonNode number : numbers) {
            out.println("  " + what + ": " + number.asText());
        }
    }

    private static String sum(JsonNode party, String name) {
        return text(party.path(name), "count") + " of " + text(party.path(name), "amount");
    }

    /** What keeps a day open, one a line; else the node's reason. */
    static void refusal(PrintWriter err, JsonNode said) {
        JsonNode open = said.path("open");
        if (open.isEmpty()) {
            err.println("day: " + (said.has("error") ? text(said, "error") : text(said, "title")));
        }
        open.forEach(reason -> err.println("day: " + reason.asText()));
        err.flush();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText();
    }
}
