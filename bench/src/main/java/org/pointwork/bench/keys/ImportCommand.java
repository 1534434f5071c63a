package org.pointwork.bench.keys;

import java.util.concurrent.Callable;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description =
                "Stores a key that comes in an X9.143 (TR-31) key block; replaces none. The block has to say that the"
                        + " key is for this purpose.")
final class ImportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", converter = KeyName.class, description = KeyName.HELP)
    private KeyRef key;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private BlockSource source;

    @Mixin
    private NewKey life;

    @Mixin
    private TokenAccess token;

    @Mixin
    private Operator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return KeysCommand.told(spec, () -> {
            try (KeyLoader loader = token.open()) {
                Absent.require(loader, key);
                operator.trail().around(operator.names(), "import", key, source.inWords(), () -> {
                    Kcv kcv = source.receive(loader, key);
                    spec.commandLine().getOut().println(life.stored(loader, key, kcv));
                    return kcv;
                });
            }
            return 0;
        });
    }
}
