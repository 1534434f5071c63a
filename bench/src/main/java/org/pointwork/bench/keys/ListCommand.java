package org.pointwork.bench.keys;

import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.hsm.pkcs11.KeyLoader.Details;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Keys with their check values, computed now, and their last days. Exits 1 where one is over.")
final class ListCommand implements Callable<Integer> {
    private static final String ROW = "%-36s %-8s %-10s %-10s %-10s %s%n";

    @Mixin
    private TokenAccess token;

    @Option(names = "--warn-days", defaultValue = "30", description = "Says which keys end so soon; ${DEFAULT-VALUE}.")
    private int warnDays;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return KeysCommand.told(spec, () -> {
            PrintWriter out = spec.commandLine().getOut();
            LocalDate today = LocalDate.now(ZoneId.systemDefault());
            boolean over = false;
            out.printf(ROW, "key", "made of", "check", "stored", "last day", "");
            try (KeyLoader loader = token.open()) {
                for (Details key : loader.details()) {
                    KeyAge age = KeyAge.of(key.end(), today, warnDays);
                    over |= age == KeyAge.OVER;
                    out.printf(
                            ROW,
                            KeyName.of(key.entry().key()),
                            key.entry().algorithm(),
                            key.entry().kcv(),
                            key.since().atZone(ZoneId.systemDefault()).toLocalDate(),
                            key.end().map(LocalDate::toString).orElse("-"),
                            age.inWords());
                }
            }
            return over ? 1 : 0;
        });
    }
}
