package org.pointwork.bench.site;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pointwork.bench.demo.Child;
import org.pointwork.bench.demo.Place;
import org.pointwork.bench.demo.Role;

/**
 * What drives one measurement, as a process of its own that leaves its result in a file.
 *
 * @param name as its log file is called
 * @param arguments without those about time and the result
 * @param handedOver lines for its standard input
 */
public record MeasuringProcess(
        String name,
        Class<?> main,
        List<String> arguments,
        List<String> handedOver,
        Duration warmUp,
        Duration measured) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SLACK = Duration.ofSeconds(90); // phases around the measured one, draining

    /** @throws IllegalStateException where it fails or doesn't end in time; its log says why */
    public <T> T run(Place place, Class<T> result) throws IOException {
        Path out = place.var().resolve("run").resolve(name + ".json");
        Files.deleteIfExists(out);
        Child child = Child.start(role(out), place);
        try {
            for (String line : handedOver) {
                child.tell(line);
            }
            int code = child.exit().get(warmUp.plus(measured).plus(SLACK).toSeconds(), TimeUnit.SECONDS);
            if (code != 0 || !Files.exists(out)) {
                throw new IllegalStateException(
                        name + " ended with code " + code + "; see " + place.log("bench-" + name));
            }
            return JSON.readValue(out.toFile(), result);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(name + " did not end in time", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            child.stop(Duration.ofSeconds(1));
        }
    }

    private Role role(Path out) {
        List<String> all = new ArrayList<>(arguments);
        all.add("--warm-up-ms=" + warmUp.toMillis());
        all.add("--measured-ms=" + measured.toMillis());
        all.add("--out=" + out);
        return new Role(
                "bench-" + name,
                main.getName(),
                all,
                List.of("-Xmx384m", "-XX:+UseSerialGC"),
                Map.of(),
                new Role.Readiness.Line("never ready, it ends"));
    }
}
