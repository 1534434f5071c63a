package org.pointwork.bench.keys;

import java.util.List;
import java.util.concurrent.Callable;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.node.NamedKeys;
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

    @Option(names = "--force", description = "Even where the configuration names it, or what it is a version of.")
    private boolean force;

    @Mixin
    private TokenAccess token;

    @Mixin
    private Operator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return KeysCommand.told(spec, () -> {
            if (!force) {
                requireUnused();
            }
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

    /** A token that no configuration names has none to ask, unless the command line does. */
    private void requireUnused() {
        if (token.isNamed() && !spec.commandLine().getParseResult().hasMatchedOption("--cfg")) {
            return;
        }
        List<String> places = NamedKeys.of(token.configuration()).placesOf(key);
        if (!places.isEmpty()) {
            throw HsmException.refused(
                    HsmException.Fault.POLICY,
                    key.label(),
                    "it is used (" + String.join(", ", places) + "); --force destroys it all the same");
        }
    }
}
