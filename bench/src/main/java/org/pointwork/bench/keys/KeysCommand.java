package org.pointwork.bench.keys;

import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.ceremony.AuditException;
import org.pointwork.hsm.ceremony.Custodians;
import org.pointwork.node.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys}. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "The keys in a node's token. No command shows a key, and all that change one are written down.",
        exitCodeListHeading = "Exits with:%n",
        exitCodeList = {"0:done", "1:not done, or something is not as it should be", "2:the command line is wrong"},
        subcommands = {
            ListCommand.class,
            GenerateCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            RotateCommand.class,
            RemoveCommand.class,
            CeremonyCommand.class,
            VerifyCommand.class
        })
public final class KeysCommand implements Runnable {
    private final Supplier<Custodians> custodians;

    @Spec
    private CommandSpec spec;

    public KeysCommand() {
        this(TerminalCustodians::atThisTerminal);
    }

    /** @param custodians who sits at the terminal, once a ceremony begins */
    KeysCommand(Supplier<Custodians> custodians) {
        this.custodians = custodians;
    }

    Custodians custodians() {
        return custodians.get();
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "which? There are " + spec.subcommands().keySet());
    }

    /** What cannot be done is said in a sentence. */
    static int told(CommandSpec spec, Callable<Integer> work) {
        try {
            return work.call();
        } catch (HsmException | AuditException | ConfigException e) {
            spec.commandLine().getErr().println("keys: " + e.getMessage());
            return 1;
        } catch (UncheckedIOException e) {
            spec.commandLine()
                    .getErr()
                    .println("keys: " + e.getMessage() + ": " + e.getCause().getMessage());
            return 1;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
