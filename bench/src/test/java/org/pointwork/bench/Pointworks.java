package org.pointwork.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pointwork.bench.cli.Pointwork;

/** {@code ./pointwork} as a process of its own, with what this build has compiled. */
public final class Pointworks {
    private Pointworks() {}

    /**
     * Starts a command; what it says and complains of is one stream.
     *
     * @param var where it keeps its data
     */
    public static Process start(Path var, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dpointwork.root=" + System.getProperty("project.root"),
                "-Dpointwork.var=" + var,
                "-cp",
                System.getProperty("java.class.path"),
                Pointwork.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment()
                .put("PW_CACHE", Path.of("target", "cache").toAbsolutePath().toString());
        return builder.start();
    }
}
