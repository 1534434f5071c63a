package org.pointwork.bench.yardstick;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.demo.Role;
import org.pointwork.bench.load.Handover;
import org.pointwork.bench.services.ClearKeys.ClearKey;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.SecretFile;
import org.pointwork.bench.services.TlsMaterial;

/** What all arms stand on: one database server, one set of keys, and the processes, which stay up, warm, until the end. */
final class Yard implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

    private final Place place;
    private final YardDatabase database;
    private final DemoKeys keys;
    private final List<Child> children = new ArrayList<>();

    private Yard(Place place, YardDatabase database, DemoKeys keys) {
        this.place = place;
        this.database = database;
        this.keys = keys;
    }

    static Yard open(Place place) throws IOException, SQLException {
        for (String secret : List.of("operator-token", "db-password", "db-superuser-password", "broker-password")) {
            SecretFile.ensure(place.var().resolve(secret));
        }
        TlsMaterial.ensure(place.var().resolve("tls"));
        YardDatabase database =
                YardDatabase.start(place.var(), FreePorts.take(1).getFirst());
        return new Yard(place, database, DemoKeys.load(place.var()));
    }

    Place place() {
        return place;
    }

    YardDatabase database() {
        return database;
    }

    DemoKeys keys() {
        return keys;
    }

    /** A key that both sides have, as the line that hands it over. */
    String keyLine(String label) {
        return keys.shared().all().stream()
                .filter(key -> key.name().label().equals(label))
                .map(ClearKey::value)
                .map(Handover::line)
                .findFirst()
                .orElseThrow();
    }

    /**
     * Starts a process and waits until it can be used.
     *
     * @param handedOver lines for its standard input
     * @throws IllegalStateException where it does not come up; its log says why
     */
    Child started(Role role, List<String> handedOver) throws IOException {
        Child child = Child.start(role, place);
        children.add(child);
        for (String line : handedOver) {
            child.tell(line);
        }
        try {
            child.ready().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
            return child;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(role.name() + " does not come up; see " + place.log(role.name()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        children.reversed().forEach(child -> child.stop(STOP_LIMIT));
        keys.close();
        database.close();
    }
}
