package org.pointwork.node;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jpos.q2.Q2;
import org.jpos.util.NameRegistrar;

/**
 * A running node: the configuration, and one part of each kind. jPOS's Q2 brings the parts up in the order of the files in
 * {@code cfg/deploy}; each puts itself here for the next to find.
 */
public final class Node {
    private static final String NAME = "pointwork.node";
    private static final Duration START = Duration.ofSeconds(60);

    private final Config config;
    private final Path cfg;
    private final Map<String, String> environment;
    private final Clock clock = Clock.systemDefaultZone();
    private final Map<Class<?>, Object> parts = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile Q2 q2;

    private Node(Path cfg, Map<String, String> environment) {
        this.config = Config.load(cfg, environment);
        this.cfg = cfg;
        this.environment = Map.copyOf(environment);
    }

    /**
     * Brings a node up and returns when all of it is.
     *
     * @throws ConfigException for a configuration that cannot be used, naming file and key
     * @throws IllegalStateException naming the part that did not come up
     */
    public static Node start(Path cfg, Map<String, String> environment) {
        Node node = new Node(cfg, environment);
        Path deploy = cfg.resolve("deploy");
        DeployCheck.check(deploy);
        NameRegistrar.register(NAME, node);
        node.q2 = new Q2(new String[] {"-d", deploy.toString(), "-Ns", "-Nd", "-Nf"});
        node.q2.getPrometheusMeterRegistry().config().meterFilter(new PlainTimers());
        node.q2.start();
        if (!node.q2.ready(START.toMillis()) || !node.failures.isEmpty()) {
            String why =
                    node.failures.isEmpty() ? "not ready within " + START.toSeconds() + " s" : node.failures.peek();
            node.stop();
            throw new IllegalStateException(why);
        }
        return node;
    }

    public static Node current() {
        return NameRegistrar.getIfExists(NAME);
    }

    public Config config() {
        return config;
    }

    /** The directory that the configuration came from, for what is read again while the node runs. */
    public Path cfg() {
        return cfg;
    }

    /** What <code>${NAME}</code> stands for in it. */
    public Map<String, String> environment() {
        return environment;
    }

    public Clock clock() {
        return clock;
    }

    public Q2 q2() {
        return q2;
    }

    public <T> void put(Class<T> kind, T part) {
        parts.put(kind, part);
    }

    /** @throws IllegalStateException where that part is not up: the deploy files are out of order or one is missing */
    public <T> T get(Class<T> kind) {
        return find(kind)
                .orElseThrow(() -> new IllegalStateException("no " + kind.getSimpleName()
                        + " yet: is its file in cfg/deploy, and before those that need it?"));
    }

    public <T> Optional<T> find(Class<T> kind) {
        return Optional.ofNullable(parts.get(kind)).map(kind::cast);
    }

    public void failed(String bean, RuntimeException why) {
        failures.add(bean + ": " + why.getMessage());
    }

    public boolean hasFailed() {
        return !failures.isEmpty();
    }

    public void stop() {
        q2.stop();
    }
}
