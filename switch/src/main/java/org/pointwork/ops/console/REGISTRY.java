package org.pointwork.ops.console;

import java.util.Optional;
import org.jpos.q2.CLICommand;
import org.jpos.q2.CLIContext;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyRef;
import org.pointwork.ops.Operations;
import org.pointwork.registry.Registry;
import org.pointwork.registry.Senders;
import org.pointwork.registry.Terminal;

/**
 * {@code registry}: how much is registered; {@code registry reload}: reads it again; {@code registry terminal ACQUIRER
 * TERMINAL}: one terminal, with the check values of its keys.
 */
public final class REGISTRY implements CLICommand {
    @Override
    public void exec(CLIContext cli, String[] args) {
        Senders senders = Operations.current().senders();
        if (args.length == 1) {
            cli.println(line(senders.registry().figures()));
        } else if (args.length == 2 && args[1].equals("reload")) {
            cli.println("in force: " + line(senders.reload()));
        } else if (args.length == 4 && args[1].equals("terminal")) {
            senders.registry()
                    .terminal(args[2], args[3])
                    .ifPresentOrElse(
                            terminal -> print(cli, terminal),
                            () -> cli.println("terminal " + args[3] + " of " + args[2] + " is not registered"));
        } else {
            cli.println("usage: registry | registry reload | registry terminal ACQUIRER TERMINAL");
        }
    }

    private static String line(Registry.Figures figures) {
        return "version " + figures.version() + ", " + figures.acquirers() + " acquirers, " + figures.merchants()
                + " merchants, " + figures.terminals() + " terminals";
    }

    private static void print(CLIContext cli, Terminal terminal) {
        cli.println(terminal.acquirer() + "/" + terminal.terminalId() + " of merchant " + terminal.merchantId() + ", "
                + (terminal.active() ? "active" : "not active"));
        cli.println("  PIN key    " + key(terminal.pinKey()));
        cli.println("  MAC key    " + key(terminal.macKey()));
        terminal.baseKey().ifPresent(base -> cli.println("  base key   " + key(Optional.of(base))));
        cli.println("  master key " + terminal.masterKey().orElse("none"));
        cli.println("  may send   " + terminal.may());
    }

    private static String key(Optional<? extends KeyRef> own) {
        return own.map(key -> key.label() + ", check value " + checkValue(key)).orElse("its door's");
    }

    private static String checkValue(KeyRef key) {
        try {
            return Operations.current().hsm().check(key).hex();
        } catch (HsmException e) {
            return "not to be had: " + e.getMessage();
        }
    }
}
