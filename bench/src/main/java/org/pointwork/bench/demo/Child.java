package org.pointwork.bench.demo;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.pointwork.bench.demo.Role.Readiness;
import org.pointwork.bench.services.Cache;

/**
 * One running process of the demo. It ends when this process does, even by {@code kill -9}: its standard input is a pipe
 * from here, and the pipe's end is its own.
 */
public final class Child {
    /**
     * Leaves Ctrl-C and the terminal's end to this process alone, or all would end at once and in no order: the JVM
     * keeps to a signal that was ignored when it was started.
     */
    private static final List<String> DEAF_TO_THE_TERMINAL = List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh");

    private static final String ONE_LINE_LOG = "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s: %5$s%6$s%n";

    private final Role role;
    private final Process process;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CompletableFuture<Integer> exit;

    private Child(Role role, Process process) {
        this.role = role;
        this.process = process;
        this.exit = process.onExit().thenApply(ended -> {
            ready.completeExceptionally(new IllegalStateException("it ended with code " + ended.exitValue()));
            return ended.exitValue();
        });
    }

    /** Starts a role's process; its output goes to the role's log. */
    public static Child start(Role role, Place place) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(role, place)).redirectErrorStream(true);
        builder.environment().putAll(role.environment());
        builder.directory(place.root().toFile());
        Child child = new Child(role, builder.start());
        Files.writeString(place.pidFile(role.name()), Long.toString(child.pid()));
        Thread.ofPlatform().daemon().name(role.name() + "-log").start(() -> child.keepOutput(place.log(role.name())));
        Thread.ofPlatform().daemon().name(role.name() + "-ready").start(child::awaitAnswer);
        return child;
    }

    private static List<String> command(Role role, Place place) {
        List<String> command = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-XX:-HeapDumpOnOutOfMemoryError",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + place.log("crash-" + role.name()),
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.util.logging.SimpleFormatter.format=" + ONE_LINE_LOG,
                "-Dpointwork.parent=pipe",
                Leftovers.mark(place)));
        command.addAll(sharedClasses(role, place));
        command.addAll(role.jvmOptions());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), role.main()));
        command.addAll(role.arguments());
        return command;
    }

    /** Keeps the classes that a first run loaded for the next ones to start with; the JVM does that for jars alone. */
    private static List<String> sharedClasses(Role role, Place place) {
        boolean jarsAlone = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .noneMatch(entry -> new File(entry).isDirectory());
        Path archive = Cache.folder(place.var()).resolve("demo-" + role.name() + ".jsa");
        return jarsAlone
                ? List.of("-Xshare:auto", "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive)
                : List.of();
    }

    private void keepOutput(Path log) {
        try (BufferedReader output = process.inputReader();
                BufferedWriter kept =
                        Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                kept.write(line);
                kept.newLine();
                kept.flush();
                if (role.readiness() instanceof Readiness.Line(String text) && line.equals(text)) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            process.destroy(); // a process whose log cannot be kept would block on its own output
        }
    }

    private void awaitAnswer() {
        if (role.readiness() instanceof Readiness.Answers(var address) && Http.awaitOk(address, process::isAlive)) {
            ready.complete(null);
        }
    }

    Role role() {
        return role;
    }

    /** Of the process. */
    public long pid() {
        return process.pid();
    }

    /** Hands it a line on its standard input, which stays open: for what no argument may show. */
    public void tell(String line) throws IOException {
        OutputStream input = process.getOutputStream();
        input.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        input.flush();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process is ready, exceptionally when it ends before. */
    public CompletableFuture<Void> ready() {
        return ready;
    }

    /** Completes with the exit code, after {@link #ready()} has completed. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Asks the process to end, and ends it where it hasn't within the limit. */
    public void stop(Duration limit) {
        process.toHandle().destroy(); // Process.destroy would close the pipe that its last words come by
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
