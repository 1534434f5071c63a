package org.pointwork.bench.services;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that outlived the process which started it ({@code kill -9} of a JVM leaves its postmaster
 * running). It holds the data directory and the port, so it is stopped before another is started there.
 */
public final class LeftoverPostmaster {
    private static final Logger LOG = LoggerFactory.getLogger(LeftoverPostmaster.class);
    private static final Duration FAST_STOP_LIMIT = Duration.ofSeconds(15);
    private static final Duration QUIT_LIMIT = Duration.ofSeconds(10);

    private LeftoverPostmaster() {}

    /**
     * Stops the server of a data directory, where there is one: orderly, and by its crash stop after 15 s.
     *
     * @return whether there was one
     * @throws IOException where it can't be stopped
     */
    public static boolean stop(Path dataDirectory) throws IOException {
        Optional<ProcessHandle> running = running(dataDirectory);
        if (running.isEmpty()) {
            return false;
        }
        ProcessHandle postmaster = running.get();
        LOG.info("stopping PostgreSQL (pid {}) left over in {}", postmaster.pid(), dataDirectory);
        if (!stops(postmaster, "INT", FAST_STOP_LIMIT) && !stops(postmaster, "QUIT", QUIT_LIMIT)) {
            throw new IOException("PostgreSQL with pid " + postmaster.pid() + " holds " + dataDirectory
                    + " and does not stop; end it and start again");
        }
        return true;
    }

    /** The live server of a data directory. A pid that has gone to another program since does not count. */
    public static Optional<ProcessHandle> running(Path dataDirectory) throws IOException {
        Path pidFile = dataDirectory.resolve("postmaster.pid");
        if (!Files.isReadable(pidFile)) {
            return Optional.empty();
        }
        String firstLine =
                Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (!firstLine.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(firstLine))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    }

    /** Java sends TERM alone, which makes PostgreSQL wait for its clients to go; INT and QUIT don't wait. */
    private static boolean stops(ProcessHandle process, String signal, Duration limit) throws IOException {
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
                .inheritIO()
                .start()
                .onExit()
                .join();
        try {
            process.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IOException(e);
        }
    }
}
