package org.pointwork.bench.services;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process of the two databases: the switch's own ({@code journal}) and the bank's copy ({@code replica}), started in
 * parallel and stopped, orderly, when the process ends.
 */
public final class DatabasesProcess {
    private DatabasesProcess() {}

    public static void main(String[] args) {
        ServiceProcess.run(DatabasesProcess::start);
    }

    private static void start(Path var) throws Exception {
        Path binaries = Database.binaries(var);
        List<Callable<Database>> both = List.of(
                () -> Database.start(var.resolve("journal"), Door.JOURNAL.fromEnvironment(), binaries),
                () -> Database.start(var.resolve("replica"), Door.REPLICA.fromEnvironment(), binaries));
        try (var starters = Executors.newFixedThreadPool(both.size())) {
            for (Future<Database> started : starters.invokeAll(both)) {
                started.get();
            }
        }
    }
}
