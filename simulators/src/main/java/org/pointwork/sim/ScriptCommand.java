package org.pointwork.sim;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.script.CaseResult;
import org.pointwork.sim.script.NodeApi;
import org.pointwork.sim.script.OutcomeTable;
import org.pointwork.sim.script.Script;
import org.pointwork.sim.script.ScriptException;
import org.pointwork.sim.script.ScriptRunner;
import org.pointwork.sim.script.Suite;
import org.pointwork.sim.script.Target;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs scripts and prints the outcome table. Exit code 0 only where every line is as expected. */
@Command(name = "script", mixinStandardHelpOptions = true, description = "Scripts against a node.")
final class ScriptCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private TokenOptions token;

    @Mixin
    private TlsOptions tls;

    @Parameters(paramLabel = "FILE", description = "scripts, or folders of them")
    private List<Path> files = List.of();

    @Option(names = "--suite", description = "scripts that come with the simulators, such as demo")
    private Optional<String> suite = Optional.empty();

    @Option(names = "--host", defaultValue = "127.0.0.1")
    private String host;

    @Option(names = "--ascii-port", defaultValue = "8583", description = "default: ${DEFAULT-VALUE}")
    private int asciiPort;

    @Option(names = "--bcd-port", defaultValue = "8584", description = "default: ${DEFAULT-VALUE}")
    private int bcdPort;

    @Option(names = "--tls-port", defaultValue = "8585", description = "default: ${DEFAULT-VALUE}")
    private int tlsPort;

    @Option(names = "--api", defaultValue = "http://127.0.0.1:8080", description = "default: ${DEFAULT-VALUE}")
    private URI api;

    @Option(
            names = "--operator-token-file",
            description = "the API's bearer token; without one, scripts that ask for a state fail")
    private Optional<Path> operatorToken = Optional.empty();

    @Option(names = "--patience-ms", defaultValue = "5000", description = "default: ${DEFAULT-VALUE}")
    private long patienceMs;

    @Override
    public Integer call() throws Exception {
        List<Script> scripts = scripts();
        Optional<Pkcs11Hsm> hsm = token.open();
        PrintWriter out = spec.commandLine().getOut();
        try {
            OutcomeTable table = new OutcomeTable(false);
            table.head().forEach(out::println);
            List<CaseResult> results = new ScriptRunner(target(hsm)).run(scripts, result -> {
                table.lines(result).forEach(out::println);
                out.flush();
            });
            long ok = results.stream().filter(CaseResult::ok).count();
            out.printf("%d of %d as expected%n", ok, results.size());
            out.flush();
            return ok == results.size() ? 0 : 1;
        } finally {
            hsm.ifPresent(Pkcs11Hsm::close);
        }
    }

    private List<Script> scripts() throws IOException {
        try {
            List<Script> scripts = new ArrayList<>();
            if (suite.isPresent()) {
                scripts.addAll(Suite.named(suite.get()));
            }
            for (Path file : files) {
                scripts.addAll(Suite.in(file));
            }
            if (scripts.isEmpty()) {
                throw new IllegalArgumentException("no script: name a FILE or a --suite");
            }
            return scripts;
        } catch (ScriptException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Target target(Optional<Pkcs11Hsm> hsm) throws IOException {
        Map<String, Integer> ports = Map.of("ascii", asciiPort, "bcd", bcdPort, "tls", tlsPort);
        Optional<NodeApi> node = Optional.empty();
        if (operatorToken.isPresent()) {
            String bearer = Files.readString(operatorToken.get()).strip();
            node = Optional.of(new NodeApi(api, bearer));
        }
        Duration patience = Duration.ofMillis(patienceMs);
        return Target.of(host, ports, tls.files(), node, TerminalKeys.of(hsm, hsm), patience);
    }
}
