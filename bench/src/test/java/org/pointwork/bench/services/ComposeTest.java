package org.pointwork.bench.services;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pointwork.acquirer.ListenerConfig;
import org.pointwork.hsm.pkcs11.SoftHsm;
import org.pointwork.node.Config;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code docker/} says of the rest of the tree is so. No image is built here: no Docker engine runs in the tests. */
class ComposeTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Path CFG = ROOT.resolve("cfg");
    private static final String DOCKERFILE = read(ROOT.resolve("docker/Dockerfile"));
    private static final String COMPOSE = read(ROOT.resolve("docker/compose.yml"));
    private static final Map<String, Object> FILE = new Yaml(new SafeConstructor(new LoaderOptions())).load(COMPOSE);
    private static final Map<String, Object> SERVICES = map(FILE.get("services"));

    @Test
    void the_node_s_configuration_can_be_used_with_these_variables() {
        Config config = Config.load(CFG, nodeEnvironment());
        assertEquals(
                "jdbc:postgresql://journal:5432/pointwork",
                config.node().journal().url());
        assertEquals(
                Set.of("0.0.0.0"),
                config.listeners().listeners().stream()
                        .map(ListenerConfig::host)
                        .collect(Collectors.toSet()));
    }

    @Test
    void every_variable_is_one_that_somebody_reads() {
        Set<String> read = new TreeSet<>(Set.of(SoftHsm.CONFIG_VARIABLE, "JDK_JAVA_OPTIONS"));
        found("\\$\\{(PW_[A-Z_]+):-", configuration()).forEach(read::add);
        assertEquals(
                List.of(),
                nodeEnvironment().keySet().stream()
                        .filter(name -> !read.contains(name))
                        .toList());
    }

    @Test
    void the_ports_that_are_published_are_those_of_the_doors() {
        Config config = Config.load(CFG, nodeEnvironment());
        Set<Integer> open = config.listeners().listeners().stream()
                .map(ListenerConfig::port)
                .collect(Collectors.toCollection(TreeSet::new));
        open.addAll(List.of(config.node().http().port(), config.node().console().port()));
        assertEquals(open, portsIn(list(service("node").get("ports")).stream()));
        assertEquals(
                open,
                portsIn(Stream.of(found("EXPOSE (.*)", DOCKERFILE)
                        .findFirst()
                        .orElseThrow()
                        .split(" "))));
    }

    @Test
    void the_issuer_listens_where_the_links_look() {
        List<String> command = list(service("issuer").get("command"));
        assertTrue(command.contains("--primary-port=" + Door.ISSUER.usualPort()));
        assertTrue(command.contains("--backup-port=" + Door.ISSUER_BACKUP.usualPort()));
        assertEquals("service:node", service("issuer").get("network_mode"));
    }

    @Test
    void databases_are_as_durable_and_as_silent_as_the_embedded_ones() {
        for (String database : List.of("journal", "replica")) {
            List<String> command = list(service(database).get("command"));
            command.stream().skip(1).forEach(setting -> {
                String[] parts = setting.substring("-c".length()).split("=");
                assertEquals(Database.SETTINGS.get(parts[0]), parts[1], setting);
            });
            Database.SETTINGS.keySet().stream()
                    .filter(name ->
                            name.startsWith("log_") || name.matches("fsync|full_page_writes|wal_level|.*_commit"))
                    .forEach(name -> assertTrue(
                            command.stream().anyMatch(setting -> setting.startsWith("-c" + name + "=")), name));
        }
    }

    @Test
    void every_jvm_option_is_the_launcher_s() {
        String launcher = read(ROOT.resolve("pointwork"));
        List<String> options =
                List.of(dockerEnvironment().get("JDK_JAVA_OPTIONS").split(" "));
        assertEquals(
                List.of(),
                options.stream().filter(option -> !launcher.contains(option)).toList());
        assertTrue(
                launcher.contains("@$ROOT/cfg/jvm.options") && DOCKERFILE.contains("@/opt/pointwork/cfg/jvm.options"));
    }

    @Test
    void every_class_folder_and_file_is_there() {
        assertAll(found("\\b(org\\.pointwork[\\w.]+)", DOCKERFILE + COMPOSE)
                .map(name -> () -> assertDoesNotThrow(() -> Class.forName(name))));
        assertAll(found("/opt/pointwork/(cfg/[\\w.]+)", DOCKERFILE + COMPOSE)
                .map(path -> () -> assertTrue(Files.exists(ROOT.resolve(path)), path)));
        assertAll(found("\\s\\./([\\w-]+):", COMPOSE)
                .map(path -> () ->
                        assertTrue(Files.isDirectory(ROOT.resolve("docker").resolve(path)), path)));
        assertTrue(Files.isExecutable(ROOT.resolve("docker/postgres/10-pointwork.sh")));
    }

    @Test
    void what_a_service_leans_on_is_declared() {
        Set<String> volumes = map(FILE.get("volumes")).keySet();
        SERVICES.forEach((name, service) -> {
            Map<String, Object> it = map(service);
            assertTrue(
                    SERVICES.keySet()
                            .containsAll(
                                    map(it.getOrDefault("depends_on", Map.of())).keySet()),
                    name);
            list(it.get("volumes")).stream()
                    .map(mount -> mount.split(":")[0])
                    .filter(mount -> !mount.startsWith("."))
                    .forEach(mount -> assertTrue(volumes.contains(mount), name + ": " + mount));
        });
    }

    /** What the node sees: the image's variables, and those of its service over them. */
    private static Map<String, String> nodeEnvironment() {
        Map<String, String> all = dockerEnvironment();
        map(service("node").get("environment")).forEach((name, value) -> all.put(name, value.toString()));
        return all;
    }

    private static Map<String, String> dockerEnvironment() {
        String block = DOCKERFILE.substring(DOCKERFILE.indexOf("\nENV "), DOCKERFILE.indexOf("\nUSER "));
        Map<String, String> variables = new HashMap<>();
        Pattern.compile("(?m)^(?:ENV)? +([A-Z0-9_]+)=(\"[^\"]*\"|\\S+)")
                .matcher(block)
                .results()
                .forEach(pair -> variables.put(pair.group(1), pair.group(2).replace("\"", "")));
        return variables;
    }

    private static Set<Integer> portsIn(Stream<String> texts) {
        return texts.map(text -> Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, Object> service(String name) {
        return map(SERVICES.get(name));
    }

    private static String configuration() {
        try (Stream<Path> files = Files.list(CFG)) {
            return files.filter(Files::isRegularFile).map(ComposeTest::read).collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object node) {
        return (Map<String, Object>) node;
    }

    @SuppressWarnings("unchecked")
    private static List<String> list(Object node) {
        return (List<String>) node;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
