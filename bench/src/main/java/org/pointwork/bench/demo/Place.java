package org.pointwork.bench.demo;

import java.nio.file.Path;
import java.util.Set;
import org.pointwork.bench.services.Cache;

/**
 * Where the demo lives on the disk.
 *
 * @param root the repository
 * @param var what the demo keeps: data, logs, secrets; for the owner's eyes alone
 */
public record Place(Path root, Path var) {
    /** As {@code ./pointwork} says; the working directory where a class is started without it. */
    public static Place ofThisProcess() {
        Path root = Path.of(System.getProperty("pointwork.root", "")).toAbsolutePath();
        String var = System.getProperty("pointwork.var");
        return new Place(root, var == null ? root.resolve("var") : Path.of(var).toAbsolutePath());
    }

    /** The argument that gives a JVM what {@code cfg/jvm.options} says. */
    public String jvmOptions() {
        return "@" + root.resolve("cfg").resolve("jvm.options");
    }

    public Path log(String process) {
        return var.resolve("log").resolve(process + ".log");
    }

    Path pidFile(String process) {
        return var.resolve("run").resolve(process + ".pid");
    }

    Path lock() {
        return var.resolve("demo.lock");
    }

    /** What a search of {@code var} leaves out: programs, and the lock, which any closing of its file would give up. */
    Set<Path> notSearched() {
        return Set.of(Cache.folder(var), lock());
    }

    Path operatorToken() {
        return var.resolve("operator-token");
    }
}
