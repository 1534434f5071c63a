package org.pointwork.bench.keys;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.RotatedKey;
import org.pointwork.hsm.pkcs11.KeyLoader;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys rotate}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = "Stores the next version of a key, LABEL.v1 and so on. Nodes use it within seconds and still take"
                + " what it replaced for the overlap. Versions whose overlap is over are destroyed.")
final class RotateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "KEY",
            converter = KeyName.class,
            description = "The first version, as the configuration names it: " + KeyName.HELP)
    private KeyRef key;

    @ArgGroup(exclusive = false)
    private BlockSource source;

    @Option(
            names = "--algorithm",
            description =
                    "Of ${COMPLETION-CANDIDATES}; where it is made here, that of the version before if not given.")
    private KeyAlgorithm algorithm;

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            defaultValue = "PT24H",
            description = "How long nodes take what was replaced, as their keys.yml says; ${DEFAULT-VALUE}.")
    private Duration overlap;

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
                KeyRef next = KeyRef.named(key.purpose(), RotatedKey.nextLabel(key, loader.held()));
                KeyAlgorithm made = Optional.ofNullable(algorithm).orElseGet(() -> algorithmBefore(loader));
                PrintWriter out = spec.commandLine().getOut();
                operator.trail()
                        .around(
                                operator.names(),
                                "rotate",
                                next,
                                source == null ? making.inWords(made) : source.inWords(),
                                () -> source == null
                                        ? making.make(loader, next, made, out)
                                        : received(loader, next, out));
                RotatedKey.outlived(key, overlap, loader.held(), Clock.systemUTC())
                        .forEach(old -> destroy(loader, old, out));
            }
            return 0;
        });
    }

    private Kcv received(KeyLoader loader, KeyRef next, PrintWriter out) {
        Kcv kcv = source.receive(loader, next);
        out.println(making.stored(loader, next, kcv));
        return kcv;
    }

    private KeyAlgorithm algorithmBefore(KeyLoader loader) {
        List<KeyLoader.Entry> keys = loader.list();
        return keys.stream()
                .filter(entry -> entry.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new HsmException(Reason.KEY_MISSING, key.label(), "say what the new key is made of"))
                .algorithm();
    }

    private void destroy(KeyLoader loader, KeyRef old, PrintWriter out) {
        operator.trail().around(operator.names(), "remove", old, "its overlap is over", () -> loader.remove(old));
        out.println(KeyName.of(old) + " destroyed: its overlap is over");
    }
}
