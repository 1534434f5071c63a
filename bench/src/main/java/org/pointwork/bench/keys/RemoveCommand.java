package org.pointwork.bench.keys;

import java.util.concurrent.Callable;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Destroys a key for good. What is enciphered under it stays so.")
final class RemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "KEY", converter = KeyName.class, description = KeyName.HELP)
    private KeyRef key;

    @Option(
            names = "--kcv",
            paramLabel = "HEX",
            required = true,
            converter = KeyName.OfCheckValue.class,
            description = "The key's check value, lest another is destroyed.")
    private Kcv kcv;

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
                Kcv stored = loader.list().stream()
                        .filter(entry -> entry.key().equals(key))
                        .findFirst()
                        .orElseThrow(() -> new HsmException(Reason.KEY_MISSING, key.label(), "there is no such key"))
                        .kcv();
                if (!stored.agreesWith(kcv)) {
                    throw HsmException.refused(
                            HsmException.Fault.CHECK_VALUE, key.label(), "its check value is " + stored);
                }
                operator.trail()
                        .around(operator.names(), "remove", key, "check value " + stored, () -> loader.remove(key));
                spec.commandLine().getOut().println(KeyName.of(key) + " destroyed");
            }
            return 0;
        });
    }
}
