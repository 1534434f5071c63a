package org.pointwork.ops.console;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.DayClose;
import org.pointwork.journal.DayOpenException;
import org.pointwork.journal.DayStore;
import org.pointwork.journal.PartyTotals;
import org.pointwork.journal.Reconciliation;
import org.pointwork.journal.ReconciliationStore;
import org.pointwork.ops.Operations;

/** {@code day}: today's business date; {@code day show|close|verify|reconcile DATE}; {@code day cutover}: turn it now. */
public final class DAY implements CLICommand {
    private static final int MOST = 50;

    @Override
    public void exec(CLIContext cli, String[] args) {
        Operations operations = Operations.current();
        DayStore store = operations.journal().days();
        String wish = args.length == 1 ? "" : args[1];
        try {
            switch (wish) {
                case "" ->
                    cli.println("business day "
                            + operations.days().of(operations.clock().instant()));
                case "cutover" -> {
                    DayStore.Turn turn = operations.days().turn(store, operations.clock());
                    cli.println("business day " + turn.date() + " begins " + turn.beginsAt());
                }
                case "show" ->
                    store.find(date(args))
                            .ifPresentOrElse(day -> print(cli, day), () -> cli.println("that day is not closed"));
                case "close" -> print(cli, operations.closer().close(date(args)));
                case "reconcile" -> reconciled(cli, operations.journal().reconciliations(), date(args));
                case "verify" ->
                    cli.println(
                            store.verifies(date(args))
                                    ? "the journal still sums to what was kept"
                                    : "the journal sums to something else than what was kept");
                default -> cli.println("usage: day | day show|close|verify|reconcile DATE | day cutover");
            }
        } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            cli.println("a date is written 2026-07-21");
        } catch (DayOpenException e) {
            e.reasons().forEach(cli::println);
        }
    }

    /** What it came to by acquirer and issuer, and what each of them says it did. */
    private static void reconciled(CLIContext cli, ReconciliationStore store, LocalDate date) {
        for (PartyTotals of : store.totals(date)) {
            cli.println("  %-12s to %-16s %s  %s".formatted(of.acquirer(), of.issuer(), of.currency(), of.totals()));
        }
        for (Reconciliation with : store.of(date, MOST)) {
            cli.println("%d  %s %-12s %s  %s  %s  %d in flight, %d late"
                    .formatted(
                            with.txnId(),
                            with.askedByUs() ? "issuer  " : "acquirer",
                            with.party(),
                            with.currency(),
                            with.at(),
                            with.result(),
                            with.inFlight().size(),
                            with.late().size()));
            with.differences().forEach(difference -> cli.println("  " + difference));
        }
    }

    private static LocalDate date(String[] args) {
        return LocalDate.parse(args[2]);
    }

    private static void print(CLIContext cli, DayClose day) {
        cli.println("%s  closed %s  %d items, %d messages given up, digest %s"
                .formatted(day.date(), day.closedAt(), day.items(), day.givenUp(), day.digest()));
        for (DayClose.Total total : day.totals()) {
            cli.println("  %-12s to %-16s %s  %8d debits %15d  %8d credits %15d  net %15d%s"
                    .formatted(
                            total.acquirer(),
                            total.issuer(),
                            total.currency(),
                            total.debits(),
                            total.debitMinor(),
                            total.credits(),
                            total.creditMinor(),
                            total.netMinor(),
                            total.late() ? "  of days closed before" : ""));
        }
        for (DayClose.Late late : day.late()) {
            cli.println("  late: %d of %s  %d".formatted(late.txnId(), late.originalDate(), late.minor()));
        }
    }
}
