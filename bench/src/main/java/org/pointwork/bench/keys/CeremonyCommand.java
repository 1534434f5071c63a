package org.pointwork.bench.keys;

import java.util.concurrent.Callable;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.ceremony.Ceremony;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys ceremony}. */
@Command(
        name = "ceremony",
        mixinStandardHelpOptions = true,
        description =
                "Stores a key from the components of two or three custodians, who come one after the other to this"
                        + " terminal; replaces none. Components are asked for, never arguments.")
final class CeremonyCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", converter = KeyName.class, description = KeyName.HELP)
    private KeyRef key;

    @Option(names = "--algorithm", required = true, description = "Of ${COMPLETION-CANDIDATES}.")
    private KeyAlgorithm algorithm;

    @Option(names = "--custodians", defaultValue = "2", description = "2 or 3; ${DEFAULT-VALUE}.")
    private int custodians;

    @Mixin
    private NewKey life;

    @Mixin
    private TokenAccess token;

    @Mixin
    private Operator operator;

    @ParentCommand
    private KeysCommand parent;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return KeysCommand.told(spec, () -> {
            try (KeyLoader loader = token.open()) {
                Absent.require(loader, key);
                Kcv kcv = new Ceremony(loader, parent.custodians(), operator.trail()).hold(key, algorithm, custodians);
                spec.commandLine().getOut().println(life.stored(loader, key, kcv));
            }
            return 0;
        });
    }
}
