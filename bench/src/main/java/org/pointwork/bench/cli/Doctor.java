package org.pointwork.bench.cli;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.pointwork.bench.services.Cache;
import org.pointwork.bench.services.Database;
import org.pointwork.bench.services.Door;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.pkcs11.SoftHsm;

/** Looks at a machine the way the demo will use it: what can be tried is tried. */
final class Doctor {
    private static final int OLDEST_JAVA = 25;
    private static final long MEMORY_MIB = 2_048;
    private static final long DISK_MIB = 3_072;

    private Doctor() {}

    static List<Finding> examine(Path var) {
        return List.of(java(), memory(), disk(var), token(var), database(var), ports());
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return feature >= OLDEST_JAVA
                ? Finding.ok("JDK", feature + " in " + System.getProperty("java.home"))
                : Finding.missing(
                        "JDK", "this is " + feature + "; install " + OLDEST_JAVA + " or newer (https://adoptium.net)");
    }

    private static Finding memory() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long mib = system.getTotalMemorySize() >> 20;
        return new Finding(
                "memory", mib >= MEMORY_MIB, mib + " MiB" + (mib >= MEMORY_MIB ? "" : "; the demo wants 2 GiB"));
    }

    private static Finding disk(Path var) {
        try {
            Files.createDirectories(var);
            long mib = Files.getFileStore(var).getUsableSpace() >> 20;
            return mib >= DISK_MIB
                    ? Finding.ok("disk", mib + " MiB free for " + var)
                    : Finding.missing(
                            "disk",
                            mib + " MiB free for " + var + ", the demo wants 3 GiB; set POINTWORK_VAR to a"
                                    + " folder on another disk");
        } catch (IOException e) {
            return Finding.missing("disk", var + " cannot be made; set POINTWORK_VAR to a folder you may write to");
        }
    }

    private static Finding token(Path var) {
        try {
            return Finding.ok(
                    "SoftHSM2",
                    SoftHsm.prepare(var.resolve("softhsm"), Cache.folder(var).resolve("softhsm"))
                            .module()
                            .toString());
        } catch (HsmException e) {
            return Finding.missing("SoftHSM2", e.getMessage());
        }
    }

    /** Starts a server on a folder of its own: unpacking, user, locale and shared memory are all tried that way. */
    private static Finding database(Path var) {
        Path trial = var.resolve("doctor");
        try (Database database = Database.start(trial.resolve("data"), freePort(), Database.binaries(var))) {
            return Finding.ok(
                    "PostgreSQL", "starts as " + System.getProperty("user.name") + " on port " + database.port());
        } catch (Exception | ExceptionInInitializerError e) {
            return Finding.missing(
                    "PostgreSQL",
                    "does not start: " + e.getMessage() + "; see " + trial.resolve("log")
                            + ". It is brought for Linux on x86-64, and as root it needs \"unshare -U\" to be allowed"
                            + " (in a container: start as an ordinary user)");
        } finally {
            Trees.delete(trial);
        }
    }

    private static Finding ports() {
        List<String> taken = Arrays.stream(Door.values())
                .filter(door -> !isFree(door.usualPort()))
                .map(door -> door.usualPort() + " (" + door.label() + ")")
                .toList();
        return taken.isEmpty()
                ? Finding.ok("ports", "all free")
                : Finding.missing(
                        "ports", String.join(", ", taken) + " in use; move with --port NAME=N or --port-offset N");
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
