package org.pointwork.bench.demo;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pointwork.bench.services.Cache;
import org.pointwork.bench.services.DemoKeys;
import org.pointwork.bench.services.Provision;
import org.pointwork.bench.services.TlsMaterial;

/** One run of the demo, from an empty folder or from what the last one left: brings everything up, proves it, stays. */
final class Demo {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Place place;
    private final Ports ports;
    private final boolean once;
    private final Screen screen;

    Demo(Place place, Ports ports, boolean once, Screen screen) {
        this.place = place;
        this.ports = ports;
        this.once = once;
        this.screen = screen;
    }

    /** Runs to the end where it is to run once, else until it is interrupted. */
    DemoExit run() throws Exception {
        for (String folder : List.of("log", "run")) {
            Files.createDirectories(place.var().resolve(folder));
        }
        Files.createDirectories(Cache.folder(place.var()));
        Files.setPosixFilePermissions(place.var(), PosixFilePermissions.fromString("rwx------"));
        Optional<FileLock> lock = Leftovers.lock(place);
        if (lock.isEmpty()) {
            screen.problem(
                    "Another demo runs on " + place.var() + ". Stop it with Ctrl-C where it runs, or give this one a"
                            + " folder and ports of its own: POINTWORK_VAR=DIR ./pointwork demo --port-offset 1000");
            return DemoExit.CANNOT_START;
        }
        try (FileLock _ = lock.get()) {
            Leftovers.end(place);
            Optional<String> conflict = ports.conflict();
            if (conflict.isPresent()) {
                screen.problem(conflict.get());
                return DemoExit.CANNOT_START;
            }
            forgetLogs();
            return bringUp();
        }
    }

    private void forgetLogs() throws IOException {
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(place.var().resolve("log"), Files::isRegularFile)) {
            for (Path log : logs) {
                Files.delete(log);
            }
        }
    }

    private DemoExit bringUp() throws Exception {
        Provision.passwords(place.var());
        Instant began = Instant.now();
        screen.step("starting; the logs are in " + place.var().resolve("log"));
        try (Supervisor processes = new Supervisor(place, screen::step)) {
            Runtime.getRuntime().addShutdownHook(new Thread(processes::close)); // Ctrl-C
            Roles roles = new Roles(place, ports);
            processes.start(roles.databases());
            processes.start(roles.broker());
            CompletableFuture<TlsMaterial> tls = CompletableFuture.supplyAsync(
                    () -> TlsMaterial.ensure(place.var().resolve("tls")));
            try (DemoKeys keys = DemoKeys.load(place.var())) {
                screen.step("keys: in the tokens");
                tls.join();
                processes.start(roles.issuer(keys));
                processes.start(roles.node(keys));
                awaitReady(processes);
                boolean proven = new Proof(place, ports, screen).holds(keys, tls.join(), began);
                if (once) {
                    return proven ? DemoExit.AS_EXPECTED : DemoExit.NOT_AS_EXPECTED;
                }
            }
            screen.doors(ports, place, processes.children());
            screen.problem(processes.beyondHelp().join());
            return DemoExit.NOT_AS_EXPECTED;
        } catch (CompletionException e) {
            screen.problem(e.getCause().getMessage());
            return DemoExit.NOT_AS_EXPECTED;
        }
    }

    /** Says of each process when it is ready. The first that ends instead, or takes too long, ends the demo. */
    private void awaitReady(Supervisor processes) {
        CompletableFuture<Void> all = new CompletableFuture<>();
        CompletableFuture.allOf(processes.children().stream()
                        .map(child -> awaitReady(child, all))
                        .toArray(CompletableFuture[]::new))
                .thenRun(() -> all.complete(null));
        all.join();
    }

    private CompletableFuture<Void> awaitReady(Child child, CompletableFuture<Void> all) {
        String name = child.role().name();
        return child.ready()
                .orTimeout(START_LIMIT.toSeconds(), TimeUnit.SECONDS)
                .whenComplete((_, failure) -> {
                    if (failure == null) {
                        screen.step(name + ": ready");
                    } else {
                        String why = failure instanceof TimeoutException ? "not ready in time" : failure.getMessage();
                        all.completeExceptionally(new IllegalStateException(
                                name + " did not start: " + why + "; see " + place.log(name), failure));
                    }
                });
    }
}
