package org.pointwork.sim;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.pkcs11.Pkcs11Hsm;
import org.pointwork.sim.certify.Certificate;
import org.pointwork.sim.certify.Certifier;
import org.pointwork.sim.certify.FamilyTable;
import org.pointwork.sim.certify.Finding;
import org.pointwork.sim.certify.HtmlReport;
import org.pointwork.sim.certify.JunitReport;
import org.pointwork.sim.certify.NodeUnderTest;
import org.pointwork.sim.certify.TestKeys;
import org.pointwork.sim.pos.TerminalKeys;
import org.pointwork.sim.script.IssuerControl;
import org.pointwork.sim.script.NodeApi;
import org.pointwork.sim.script.Script;
import org.pointwork.sim.script.ScriptException;
import org.pointwork.sim.script.Target;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the certification pack against a node. Exit code 0 only where every script of it was run and passed. */
@Command(
        name = "certify",
        mixinStandardHelpOptions = true,
        description = "Certifies a node: the pack of behaviour scripts, with a report.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every script was run and passed",
            "1:some did not pass, or were not run because the target lacks something",
            "2:the command was not understood, or the node does not come up"
        })
final class CertifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Where where;

    /** Which node. */
    static final class Where {
        @Option(names = "--against", paramLabel = "HOST:PORT", description = "A node's ISO 8583:1987 ASCII door.")
        private String against;

        @Option(
                names = "--embedded",
                description = "A node of its own, with issuer and databases, that ends with the run.")
        private boolean embedded;
    }

    @Option(
            names = "--door",
            paramLabel = "NAME=HOST:PORT",
            description = "Another door of the node: tls, bcd, base24 and so on; see docs/certification.md.")
    private Map<String, String> doors = Map.of();

    @Mixin
    private TlsOptions tls;

    @Mixin
    private TokenOptions token;

    @Option(names = "--keys", paramLabel = "FILE", description = "Clear TEST keys of the terminals, for MAC and PIN.")
    private Optional<Path> keys = Optional.empty();

    @Option(names = "--api", description = "The node's HTTP API; needs --operator-token-file.")
    private Optional<URI> api = Optional.empty();

    @Option(names = "--operator-token-file", description = "The API's bearer token.")
    private Optional<Path> operatorToken = Optional.empty();

    @Option(names = "--issuer-control", description = "The control port of the issuer simulator behind the node.")
    private Optional<URI> issuerControl = Optional.empty();

    @Option(
            names = "--has",
            split = ",",
            description = "What the node was set up with, of what docs/certification.md lists.")
    private Set<String> has = Set.of();

    @Option(names = "--family", split = ",", description = "Only these families of scripts.")
    private Set<String> families = Set.of();

    @Option(names = "--report", paramLabel = "DIR", description = "Writes certificate.html and certificate.xml there.")
    private Optional<Path> report = Optional.empty();

    @Option(names = "--patience-ms", defaultValue = "5000", description = "default: ${DEFAULT-VALUE}")
    private long patienceMs;

    @Override
    public Integer call() throws Exception {
        try {
            List<Script> pack = Certifier.pack(families);
            Certificate certificate = where.embedded ? embedded(pack) : against(pack);
            PrintWriter out = spec.commandLine().getOut();
            FamilyTable.lines(certificate).forEach(out::println);
            if (report.isPresent()) {
                write(certificate, report.get());
                out.println("report: " + report.get().resolve("certificate.html"));
            }
            out.flush();
            return certificate.isPass() ? 0 : 1;
        } catch (ScriptException | IllegalArgumentException | HsmException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private Certificate embedded(List<Script> pack) throws Exception {
        NodeUnderTest.Maker maker = NodeUnderTest.maker()
                .orElseThrow(() -> new IllegalArgumentException("--embedded is for ./pointwork sim certify"));
        try (NodeUnderTest node = maker.start()) {
            return run("a node of its own", pack, node.target());
        }
    }

    private Certificate against(List<Script> pack) throws IOException, InterruptedException {
        if (keys.isPresent()) {
            Path folder = Files.createTempDirectory("pointwork-certify");
            try (TestKeys agreed = TestKeys.open(keys.get(), folder)) {
                return run(where.against, pack, target(agreed.terminal()));
            } finally {
                Scratch.delete(folder);
            }
        }
        Optional<Pkcs11Hsm> hsm = token.open();
        try {
            return run(where.against, pack, target(TerminalKeys.of(hsm, hsm)));
        } finally {
            hsm.ifPresent(Pkcs11Hsm::close);
        }
    }

    private Certificate run(String node, List<Script> pack, Target target) throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        return Certifier.run(node, pack, target, finding -> {
            if (finding.verdict() == Finding.Verdict.FAILED) {
                err.println(finding.script().name() + ": " + finding.why());
                err.flush();
            }
        });
    }

    private Target target(TerminalKeys terminalKeys) throws IOException {
        Map<String, Target.Entrance> entrances = new HashMap<>();
        Map<String, String> all = new HashMap<>(doors);
        all.put("ascii", where.against);
        for (Map.Entry<String, String> door : all.entrySet()) {
            HostPort address = HostPort.of(door.getValue());
            entrances.putAll(Target.entrances(address.host(), Map.of(door.getKey(), address.port()), tls.files()));
        }
        Optional<NodeApi> node = Optional.empty();
        if (api.isPresent()) {
            Path bearer =
                    operatorToken.orElseThrow(() -> new IllegalArgumentException("--api needs --operator-token-file"));
            node = Optional.of(new NodeApi(api.get(), Files.readString(bearer).strip()));
        }
        return new Target(
                entrances,
                node,
                issuerControl.map(IssuerControl::new),
                has,
                terminalKeys,
                Duration.ofMillis(patienceMs));
    }

    private static void write(Certificate certificate, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("certificate.html"), HtmlReport.of(certificate));
        Files.writeString(folder.resolve("certificate.xml"), JunitReport.of(certificate));
    }
}
