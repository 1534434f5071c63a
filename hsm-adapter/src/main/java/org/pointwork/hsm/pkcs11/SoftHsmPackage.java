package org.pointwork.hsm.pkcs11;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where SoftHSM2 is on this machine; Debian's packages are unpacked, without root, where it is nowhere. */
final class SoftHsmPackage {
    /** Names the library outright. */
    static final String MODULE_VARIABLE = "POINTWORK_PKCS11_MODULE";

    private static final Logger LOG = LoggerFactory.getLogger(SoftHsmPackage.class);
    private static final String LIBRARY = "libsofthsm2.so";
    private static final long PATIENCE_SECONDS = 120;

    private SoftHsmPackage() {}

    static Path find(Path unpackIn) {
        return named().or(SoftHsmPackage::installed)
                .or(() -> under(unpackIn))
                .or(() -> unpack(unpackIn))
                .orElseThrow(() -> new HsmException(
                        Reason.UNAVAILABLE,
                        "SoftHSM2",
                        "it is not installed and could not be unpacked; install the package softhsm2 (Debian, Ubuntu),"
                                + " softhsm (Fedora, brew), or set " + MODULE_VARIABLE + " to a PKCS#11 library"));
    }

    private static Optional<Path> named() {
        return Optional.ofNullable(System.getenv(MODULE_VARIABLE)).map(Path::of).filter(Files::isRegularFile);
    }

    private static Optional<Path> installed() {
        var places = Stream.of(
                "/usr/lib/softhsm",
                "/usr/lib/x86_64-linux-gnu/softhsm",
                "/usr/lib/aarch64-linux-gnu/softhsm",
                "/usr/lib64/softhsm",
                "/usr/lib64/pkcs11",
                "/usr/local/lib/softhsm",
                "/opt/homebrew/lib/softhsm");
        return places.map(place -> Path.of(place, LIBRARY))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private static Optional<Path> under(Path directory) {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (var files = Files.walk(directory)) {
            return files.filter(file -> file.endsWith(Path.of("softhsm", LIBRARY)))
                    .filter(Files::isRegularFile)
                    .findFirst();
        } catch (IOException e) {
            LOG.warn("SoftHSM2 under {} is unreadable: {}", directory, e.getMessage());
            return Optional.empty();
        }
    }

    /** Unpacks beside and moves into place, so that two processes at once do not see half of it. */
    private static Optional<Path> unpack(Path into) {
        try {
            Files.createDirectories(into.getParent());
            var work = Files.createTempDirectory(into.getParent(), "softhsm-unpack");
            try {
                boolean fetched = succeeds(work, "apt-get", "download", "softhsm2", "libsofthsm2", "softhsm2-common");
                if (fetched && unpackAll(work, work.resolve("root"))) {
                    moveUnlessThere(work.resolve("root"), into);
                }
            } finally {
                deleteAll(work);
            }
            return under(into);
        } catch (IOException e) {
            LOG.warn("SoftHSM2 could not be unpacked: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static void moveUnlessThere(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.debug("SoftHSM2 was unpacked by somebody else meanwhile: {}", e.getMessage());
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static boolean unpackAll(Path work, Path root) throws IOException {
        boolean done = true;
        try (var files = Files.newDirectoryStream(work, "*.deb")) {
            for (var file : files) {
                done &= succeeds(work, "dpkg", "-x", file.toString(), root.toString());
                Files.delete(file);
            }
        }
        return done;
    }

    private static boolean succeeds(Path workingDirectory, String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(workingDirectory.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            LOG.info("{} is not to be had here: {}", command[0], e.getMessage());
            return false;
        }
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
