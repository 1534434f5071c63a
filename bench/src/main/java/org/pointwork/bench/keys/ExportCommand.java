package org.pointwork.bench.keys;

import java.util.concurrent.Callable;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys export}: says why not, and what instead. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Says how a key gets out of the token: a new one, at the moment it is made. Always exits 1.")
final class ExportCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", converter = KeyName.class, description = KeyName.HELP)
    private KeyRef key;

    @Mixin
    private TokenAccess token;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return KeysCommand.told(spec, () -> {
            try (KeyLoader loader = token.open()) {
                boolean there =
                        loader.held().stream().anyMatch(held -> held.key().equals(key));
                spec.commandLine().getErr().println(there ? whyNot() : "keys: there is no key " + KeyName.of(key));
            }
            return 1;
        });
    }

    private String whyNot() {
        return "keys: " + KeyName.of(key) + " is not extractable: nobody, this program included, can take it out of the"
                + " token.\nMake the next one and give that out in the same step:\n  ./pointwork keys rotate "
                + KeyName.of(key) + " --export-under BLOCK-KEY";
    }
}
