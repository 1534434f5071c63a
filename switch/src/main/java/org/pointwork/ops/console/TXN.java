package org.pointwork.ops.console;

import java.util.List;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.TransactionView;
import org.pointwork.ops.Operations;

/** {@code txn RRN}: a transaction and all that became of it. */
public final class TXN implements CLICommand {
    @Override
    public void exec(CLIContext cli, String[] args) {
        if (args.length != 2) {
            cli.println("usage: txn RRN");
            return;
        }
        List<TransactionView> found = Operations.current().journal().reader().byRrn(args[1]);
        if (found.isEmpty()) {
            cli.println("no transaction has RRN " + args[1]);
        }
        found.forEach(view -> print(cli, view));
    }

    private static void print(CLIContext cli, TransactionView view) {
        var request = view.request();
        cli.println("%d  %s  %s  card %s******%s  %s  to %s"
                .formatted(
                        request.txnId(),
                        view.state(),
                        request.kind(),
                        request.panFirst6(),
                        request.panLast4(),
                        request.amount().map(Object::toString).orElse("-"),
                        request.destination().isEmpty() ? "-" : request.destination()));
        cli.println("  %s  received by %s, terminal %s, STAN %s"
                .formatted(
                        request.receivedAt(),
                        request.door(),
                        request.trace().terminalId(),
                        request.trace().stan()));
        if (!request.route().isEmpty()) {
            cli.println("  route " + request.route());
        }
        for (EventRow event : view.events()) {
            cli.println("  %s  %-9s %2s  %s  %s"
                    .formatted(event.at(), event.state(), event.responseCode(), event.link(), event.detail()));
        }
    }
}
