package org.pointwork.bench.keys;

import java.util.concurrent.Callable;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys generate}. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Makes a random key in the token; replaces none.")
final class GenerateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", converter = KeyName.class, description = KeyName.HELP)
    private KeyRef key;

    @Option(names = "--algorithm", required = true, description = "Of ${COMPLETION-CANDIDATES}.")
    private KeyAlgorithm algorithm;

    @Mixin
    private Making making;

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
                operator.trail()
                        .around(
                                operator.names(),
                                "generate",
                                key,
                                making.inWords(algorithm),
                                () -> making.make(
                                        loader,
                                        key,
                                        algorithm,
                                        spec.commandLine().getOut()));
            }
            return 0;
        });
    }
}
