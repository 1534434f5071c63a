package org.pointwork.bench.keys;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.ceremony.AuditTrail;
import org.pointwork.hsm.pkcs11.KeyLoader;
import org.pointwork.node.KeyChecks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./pointwork keys verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Holds every key's check value against the agreed ones, and the audit trail against itself. Exits 1"
                        + " where a key is another, a key is missing or the trail was altered.")
final class VerifyCommand implements Callable<Integer> {
    private static final String ROW = "%-36s %-10s %-10s %s%n";

    @Option(
            names = "--agreed",
            paramLabel = "YAML",
            description = "Labels with check values; the check-value-file of keys.yml if not given.")
    private Path agreed;

    @Option(
            names = "--conformance",
            description =
                    "Instead tries what the module can do, on a token without keys: the one named by --token, or a"
                            + " passing one of SoftHSM2.")
    private boolean conformance;

    @Mixin
    private TokenAccess token;

    @Mixin
    private Operator operator;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        return KeysCommand.told(spec, () -> {
            PrintWriter out = spec.commandLine().getOut();
            if (conformance) {
                return ConformanceRun.of(token, out) ? 0 : 1;
            }
            boolean right = checkValues(out);
            AuditTrail.Chain trail = operator.trail().verify();
            out.println("audit trail whole: " + trail.lines() + " lines, last hash " + trail.last());
            return right ? 0 : 1;
        });
    }

    private boolean checkValues(PrintWriter out) {
        Optional<Path> file = Optional.ofNullable(agreed)
                .or(() -> token.isNamed()
                        ? Optional.empty()
                        : token.configuration().keys().checkValueFile());
        Map<String, String> expected = new HashMap<>(file.map(KeyChecks::read).orElse(Map.of()));
        boolean right = true;
        out.printf(ROW, "key", "check", "agreed", "");
        for (KeyLoader.Entry entry : entries()) {
            Optional<Kcv> wanted =
                    Optional.ofNullable(expected.remove(entry.key().label())).map(Kcv::new);
            boolean same = wanted.map(entry.kcv()::agreesWith).orElse(true);
            right &= same;
            String verdict = wanted.isEmpty() ? "not agreed on" : same ? "right" : "ANOTHER KEY";
            out.printf(
                    ROW,
                    KeyName.of(entry.key()),
                    entry.kcv(),
                    wanted.map(Kcv::toString).orElse("-"),
                    verdict);
        }
        expected.forEach((label, kcv) -> out.printf(ROW, label, "-", kcv, "MISSING"));
        return right && expected.isEmpty();
    }

    private List<KeyLoader.Entry> entries() {
        try (KeyLoader loader = token.open()) {
            return loader.list();
        }
    }
}
