package org.pointwork.bench.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.pointwork.bench.services.LeftoverPostmaster;

/** What a demo that was killed left running on this folder, and the lock that tells it from one that still runs. */
public final class Leftovers {
    private static final Duration ENDS_BY_ITSELF = Duration.ofSeconds(10);

    private Leftovers() {}

    /** What a child's command line carries, so that a stranger who was given its pid since is left alone. */
    static String mark(Place place) {
        return "-Dpointwork.var=" + place.var();
    }

    /** The right to this folder until this process ends; nothing where another demo has it. */
    public static Optional<FileLock> lock(Place place) throws IOException {
        FileChannel channel = FileChannel.open(place.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return Optional.ofNullable(channel.tryLock());
    }

    /** Ends them; children are first given time to do so by themselves, as they do once their parent is gone. */
    public static void end(Place place) throws IOException {
        end(place, ENDS_BY_ITSELF);
    }

    static void end(Place place, Duration patience) throws IOException {
        try (DirectoryStream<Path> pidFiles =
                Files.newDirectoryStream(place.var().resolve("run"), "*.pid")) {
            for (Path pidFile : pidFiles) {
                ours(place, Files.readString(pidFile)).ifPresent(process -> end(process, patience));
                Files.delete(pidFile);
            }
        }
        LeftoverPostmaster.stop(place.var().resolve("journal"));
        LeftoverPostmaster.stop(place.var().resolve("replica"));
    }

    private static Optional<ProcessHandle> ours(Place place, String pid) {
        if (!pid.matches("[0-9]{1,9}")) {
            return Optional.empty();
        }
        // the arguments one by one are not to be had where they fill a page, and a class path does
        return ProcessHandle.of(Long.parseLong(pid))
                .filter(process -> process.info().commandLine().orElse("").contains(mark(place) + " "));
    }

    private static void end(ProcessHandle process, Duration patience) {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
            process.onExit().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
