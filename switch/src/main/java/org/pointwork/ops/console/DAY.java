package org.pointwork.ops.console;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.DayClose;
import org.pointwork.journal.DayOpenException;
import org.pointwork.journal.DayStore;
import org.pointwork.ops.Operations;

/** {@code day}: today's business date; {@code day show|close|verify DATE}; {@code day cutover}: turn it now. */
public final class DAY implements CLICommand {
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
                case "close" -> print(cli, operations.days().close(date(args), store, operations.clock()));
                case "verify" ->
                    cli.println(
                            store.verifies(date(args))
                                    ? "the journal still sums to what was kept"
                                    : "the journal sums to something else than what was kept");
                default -> cli.println("usage: day | day show|close|verify DATE | day cutover");
            }
        } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
            cli.println("a date is written 2026-07-21");
        } catch (DayOpenException e) {
            e.reasons().forEach(cli::println);
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
