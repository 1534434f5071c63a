package org.pointwork.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.node.Node;

/** A whole node in this JVM, from a copy of the repository's configuration with shorter times and free ports. */
public final class TestNode implements AutoCloseable {
    public static final String OPERATOR_TOKEN = "an-operator-token-of-a-test";
    private static final Path CFG = Path.of(System.getProperty("project.root"), "cfg");

    /** The transaction manager to run instead of the configured one: both have to pass the same tests. */
    private static final String MANAGER = System.getProperty("transaction.manager", "");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> environment = new HashMap<>();
    private final Path home;
    private final String database = TestDatabase.createJournal();
    private Node node;

    /** Everything a node needs, in {@code home}; it is started by {@link #start}. */
    public TestNode(Path home, int issuerPort, int backupPort) {
        this.home = home;
        environment.put("PW_VAR", home.resolve("var").toString());
        environment.put("PW_JOURNAL_PORT", Integer.toString(TestDatabase.port()));
        environment.put("PW_PKCS11_MODULE", TestToken.module().toString());
        environment.put(SoftHsm.CONFIG_VARIABLE, TestToken.configFile().toString());
        environment.put("PW_ISSUER_PORT", Integer.toString(issuerPort));
        environment.put("PW_ISSUER_BACKUP_PORT", Integer.toString(backupPort));
        for (String port : new String[] {
            "PW_ASCII_PORT", "PW_BCD_PORT", "PW_DUKPT_PORT", "PW_AES_PORT", "PW_HTTP_PORT", "PW_CONSOLE_PORT"
        }) {
            environment.put(port, Integer.toString(freePort()));
        }
        try {
            configure();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void configure() throws IOException {
        try (Stream<Path> files = Files.walk(CFG)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = home.resolve("cfg").resolve(CFG.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
        Path var = Files.createDirectories(home.resolve("var"));
        Files.writeString(var.resolve("db-password"), "unused");
        Files.writeString(var.resolve("operator-token"), OPERATOR_TOKEN);
        TestToken.writePin(var.resolve("token-pin"));
        checkValues(keys().collect(Collectors.toMap(
                KeyRef::label, key -> TestToken.hsm().check(key).hex())));
        if (!MANAGER.isEmpty()) {
            for (String family : new String[] {
                "30_txnmgr_payments",
                "31_txnmgr_reversals",
                "32_txnmgr_network",
                "33_txnmgr_file-actions",
                "34_txnmgr_reconciliations"
            }) {
                edit("deploy/" + family + ".xml", "org.pointwork.txn.DirectTransactionManager", MANAGER);
            }
        }
        edit("listeners.yml", "(?s)  - name: pos-tls.*", """
                  - name: pos-dukpt
                    host: 127.0.0.1
                    port: \\${PW_DUKPT_PORT}
                    acquirer: demo
                    dialect: iso87-ascii
                    framing: length2
                    mac: where-present
                    mac-key: ""
                    pin-key: ""
                    dukpt: {base-key: bdk.demo, counter: rising}
                    max-frame-bytes: 8192
                    max-connections: 100
                    max-in-flight-per-connection: 100
                    frame-timeout: 10s
                    idle-timeout: 15m
                    keep-alive: false
                  - name: pos-aes
                    host: 127.0.0.1
                    port: \\${PW_AES_PORT}
                    acquirer: demo
                    dialect: iso87-ascii
                    framing: length2
                    mac: where-present
                    mac-key: ""
                    pin-key: ""
                    pin: {format: iso-4, field: 60}
                    dukpt: {base-key: bdk.aes, field: 62}
                    max-frame-bytes: 8192
                    max-connections: 100
                    max-in-flight-per-connection: 100
                    frame-timeout: 10s
                    idle-timeout: 15m
                    keep-alive: false
                """);
        edit("listeners.yml", "frame-timeout: 10s", "frame-timeout: 500ms");
        edit("node.yml", "(JOURNAL_PORT\\S*)/pointwork\n {2}user: pointwork", "$1/" + database + "\n  user: postgres");
        edit("node.yml", "url: jdbc:postgresql://\\S*REPLICA\\S*", "url: \"\"");
        edit("node.yml", "url: tcp://\\S*", "url: \"\"");
        edit("limits.yml", "doors: \\[pos-tls]", "doors: [pos-ascii]");
        edit("limits.yml", "\\z", """
                velocity:
                  - {name: often, per: card, within: hour, max-count: 2, when: {terminals: ["VELO*"]}}
                """);
        edit("business-day.yml", "\\z", """
                reconciliation:
                  doors: [pos-ascii]
                  partners:
                    - {partner: issuer-demo, message: advice, institution: "99999"}
                """);
        edit("stand-in.yml", "rules: \\[\\]", """
                rules:
                  - issuer: issuer-demo
                    name: small
                    currency: "356"
                    max-amount: 20000
                    max-count: 2
                    when: {terminals: ["STAND*"]}
                    answer-mark: {element: 44, text: "STAND-IN"}
                    advice-mark: {element: 60, text: "STAND-IN"}
                """);
        edit("links.yml", "timeout: 2s", "timeout: 700ms");
        edit(
                "links.yml",
                "    store-and-forward:",
                "    file-actions: {taken: true, sent-on: true}\n    store-and-forward:");
        edit("links.yml", "    store-and-forward:", """
                \\    cards:
                \\      chip: {verify: stand-in, key: imk.cards, decline-code: "88"}
                \\      codes: {verify: stand-in, key: cvk.cards, decline-code: "05", in-chip: true}
                \\    store-and-forward:""");
        edit("links.yml", "first-retry: 1s", "first-retry: 100ms");
        edit("links.yml", "reconnect: 1s", "reconnect: 50ms");
    }

    private static Stream<KeyRef> keys() {
        return Stream.of(
                new PinKey("tpk.demo"),
                new MacKey("tak.demo"),
                new PinKey("zpk.issuer-demo"),
                new MacKey("zak.issuer-demo"),
                new ZoneKey("zmk.issuer-demo"),
                TestToken.TDES_BASE,
                TestToken.AES_BASE,
                TestToken.CARDS,
                TestToken.CODES,
                new TokenKey("pan.token"),
                new SealKey("pan.seal"));
    }

    /** What the node holds its keys against, by label. */
    public void checkValues(Map<String, String> byLabel) throws IOException {
        Files.writeString(
                home.resolve("var/key-check-values.yml"),
                byLabel.entrySet().stream()
                        .map(entry -> entry.getKey() + ": \"" + entry.getValue() + "\"\n")
                        .collect(Collectors.joining()));
    }

    /** Changes a file of the configuration; the pattern has to be in it. */
    public void edit(String file, String pattern, String replacement) throws IOException {
        Path path = home.resolve("cfg").resolve(file);
        String text = Files.readString(path);
        String edited = text.replaceAll(pattern, replacement);
        if (edited.equals(text)) {
            throw new IllegalArgumentException(file + " has nothing like " + pattern);
        }
        Files.writeString(path, edited);
    }

    public TestNode start() {
        node = Node.start(home.resolve("cfg"), environment);
        return this;
    }

    /** Its journal. */
    public String database() {
        return database;
    }

    public Path cfg() {
        return home.resolve("cfg");
    }

    /** For a node in a process of its own. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    public Terminal asciiTerminal() {
        return new Terminal(port("PW_ASCII_PORT"));
    }

    /** A terminal whose keys change with each transaction. */
    public Terminal dukptTerminal() {
        return new Terminal(port("PW_DUKPT_PORT"));
    }

    /** The same with AES, and PIN blocks of format 4. */
    public Terminal aesTerminal() {
        return new Terminal(port("PW_AES_PORT"));
    }

    public int port(String variable) {
        return Integer.parseInt(environment.get(variable));
    }

    /** Without the operator's token where that is empty. */
    public HttpResponse<String> get(String path, String token) {
        return send("GET", path, token);
    }

    /** As the operator. */
    public HttpResponse<String> post(String path) {
        return send("POST", path, OPERATOR_TOKEN);
    }

    private HttpResponse<String> send(String method, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port("PW_HTTP_PORT") + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        return send(request);
    }

    /** A wish of an operator, which has no body. */
    public HttpResponse<String> post(String path, String token) {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port("PW_HTTP_PORT") + path))
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        if (node != null) {
            node.stop();
        }
    }
}
