package org.pointwork.bench.services;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** One of the service mains as the demo starts it: a process of its own that ends with its standard input. */
final class ServiceUnderTest implements AutoCloseable {
    private final Process process;

    private ServiceUnderTest(Process process) {
        this.process = process;
    }

    /** Starts the main and returns once it has said READY. */
    static ServiceUnderTest start(Class<?> main, Path var, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dpointwork.parent=pipe",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName());
        builder.environment().putAll(environment);
        builder.environment().put("PW_VAR", var.toString());
        builder.environment()
                .put("PW_CACHE", Path.of("target", "cache").toAbsolutePath().toString());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        String line = output.readLine();
        while (line != null && !line.equals(ServiceProcess.READY)) {
            line = output.readLine();
        }
        if (line == null) {
            throw new IllegalStateException(main.getSimpleName() + " ended before it was ready");
        }
        return new ServiceUnderTest(process);
    }

    /** kill -9: no shutdown hook runs. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The parent's end, and the service's own orderly one. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
    }
}
