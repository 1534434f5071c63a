package org.pointwork.bench.site;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Leftovers;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.demo.Ports;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.demo.Roles;
import org.pointwork.bench.load.Handover;
import org.pointwork.bench.services.ClearKeys.ClearKey;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.Door;
import org.pointwork.bench.services.Provision;
import org.pointwork.bench.services.TlsMaterial;

/** Where one benchmark runs: {@code var/bench}, its database server and its keys. What is started here ends with it. */
public final class Site implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);
    private static final Readiness READY = new Readiness.Line(FrameServer.READY);

    private final Place place;
    private final FileLock lock;
    private final TlsMaterial tls;
    private final SiteDatabase database;
    private final DemoKeys keys;
    private final List<Child> children = new ArrayList<>();

    private Site(Place place, FileLock lock, Map<String, String> databaseSettings) throws IOException, SQLException {
        this.place = place;
        this.lock = lock;
        this.tls = TlsMaterial.ensure(place.var().resolve("tls"));
        this.database = SiteDatabase.start(place.var(), FreePorts.take(1).getFirst(), databaseSettings);
        this.keys = DemoKeys.load(place.var());
    }

    /** @throws IllegalStateException where another benchmark runs here */
    public static Site open() throws IOException, SQLException {
        return open(Map.of());
    }

    /** As {@link #open()}, with a database server that has other settings than usual. */
    public static Site open(Map<String, String> databaseSettings) throws IOException, SQLException {
        Place project = Place.ofThisProcess();
        Place place = new Place(project.root(), project.var().resolve("bench"));
        for (String folder : List.of("log", "run")) {
            Files.createDirectories(place.var().resolve(folder));
        }
        FileLock lock = Leftovers.lock(place)
                .orElseThrow(() -> new IllegalStateException("another benchmark runs on " + place.var()));
        try {
            Leftovers.end(place);
            Provision.passwords(place.var());
            return new Site(place, lock, databaseSettings);
        } catch (IOException | SQLException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public Place place() {
        return place;
    }

    public SiteDatabase database() {
        return database;
    }

    public TlsMaterial tls() {
        return tls;
    }

    /** The clear value of a key that both ends of a line share, 16 bytes; not to be kept. */
    public byte[] key(String label) {
        return keys.shared().all().stream()
                .filter(key -> key.name().label().equals(label))
                .map(ClearKey::value)
                .findFirst()
                .orElseThrow();
    }

    /** The same as the line that hands it over. */
    public String keyLine(String label) {
        return Handover.line(key(label));
    }

    /** A copy of the node's own configuration that keeps its journal in a database of this site. */
    public NodeCfg cfg(String name, String databaseName) throws IOException {
        return NodeCfg.copy(place.root().resolve("cfg"), place.var().resolve("cfg-" + name))
                .database(database.login().url(databaseName));
    }

    /** A node that listens on these ports. */
    public Child node(String name, Ports ports, NodeCfg cfg) throws IOException {
        return start(new Roles(place, ports).node(name, keys, cfg.folder()), List.of());
    }

    /** The benchmarks' issuer on both ports of an issuer; with MACs if sealed. */
    public Child issuer(String name, Ports ports, boolean sealed) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(ports.of(Door.ISSUER)));
        arguments.add(Integer.toString(ports.of(Door.ISSUER_BACKUP)));
        List<String> handedOver = new ArrayList<>();
        if (sealed) {
            arguments.add("sealed");
            handedOver.add(keyLine("zak.issuer-demo"));
        }
        List<String> options = List.of("-Xmx256m", "-XX:+UseSerialGC");
        return start(new Role(name, IssuerProcess.class.getName(), arguments, options, Map.of(), READY), handedOver);
    }

    /** The demo's issuer, with its ledger, its faults and its control port. */
    public Child demoIssuer(Ports ports) throws IOException {
        return start(new Roles(place, ports).issuer(keys), List.of());
    }

    /** The keys of both ends of its lines. */
    public DemoKeys keys() {
        return keys;
    }

    /**
     * Starts a process and waits until it is ready.
     *
     * @param handedOver lines for its standard input, for what no argument may show
     * @throws IllegalStateException where it does not come up; its log says why
     */
    public Child start(Role role, List<String> handedOver) throws IOException {
        return start(role, handedOver, START_LIMIT);
    }

    /** As {@link #start(Role, List)}, for a process with much to do before it is ready. */
    public Child start(Role role, List<String> handedOver, Duration limit) throws IOException {
        Child child = Child.start(role, place);
        children.add(child);
        for (String line : handedOver) {
            child.tell(line);
        }
        await(child.ready(), limit, role.name() + " does not come up; see " + place.log(role.name()));
        return child;
    }

    /** Waits for a process that ends by itself and leaves its result in a file. */
    public void awaitEnd(Child child, String name, Path out, Duration limit) {
        int code = await(child.exit(), limit, name + " did not end in time");
        if (code != 0 || !Files.exists(out)) {
            throw new IllegalStateException(name + " ended with code " + code + "; see " + place.log(name));
        }
    }

    private static <T> T await(Future<T> event, Duration limit, String otherwise) {
        try {
            return event.get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(otherwise, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ends a process before the site does. */
    public void stop(Child child) {
        children.remove(child);
        child.stop(STOP_LIMIT);
    }

    @Override
    public void close() throws IOException {
        List.copyOf(children).reversed().forEach(this::stop);
        keys.close();
        database.close();
        lock.close();
    }
}
