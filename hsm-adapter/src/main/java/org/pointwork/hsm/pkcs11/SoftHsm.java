package org.pointwork.hsm.pkcs11;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;

/**
 * SoftHSM2 for the demo and for tests: found or unpacked, configured, and with tokens made. One directory a process: the
 * library reads its configuration's place from the environment when it is initialised.
 */
public final class SoftHsm {
    /** The variable that names the configuration file. */
    public static final String CONFIG_VARIABLE = "SOFTHSM2_CONF";

    private final Path module;
    private final Path directory;

    private SoftHsm(Path module, Path directory) {
        this.module = module;
        this.directory = directory;
    }

    /**
     * Finds SoftHSM2, or unpacks it under {@code directory/dist}, writes {@code directory/softhsm2.conf} (tokens in
     * {@code directory/tokens}; readable by the owner alone) and makes this process use it. Other processes need
     * {@link #CONFIG_VARIABLE} in their environment, or to call this as well.
     *
     * @throws HsmException UNAVAILABLE with what to install, where SoftHSM2 is neither there nor to be had
     */
    public static SoftHsm prepare(Path directory) {
        return prepare(directory, directory.resolve("dist"));
    }

    /** As {@link #prepare(Path)}, with SoftHSM2 unpacked in a place that may be shared, where it isn't installed. */
    public static SoftHsm prepare(Path directory, Path unpackIn) {
        var absolute = directory.toAbsolutePath().normalize();
        var softHsm = new SoftHsm(SoftHsmPackage.find(unpackIn.toAbsolutePath().normalize()), absolute);
        try {
            softHsm.writeConfiguration();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Cryptoki.setEnvironment(CONFIG_VARIABLE, softHsm.configFile().toString());
        return softHsm;
    }

    /** The PKCS#11 library. */
    public Path module() {
        return module;
    }

    /** The configuration file, for {@link #CONFIG_VARIABLE} in the environment of other processes. */
    public Path configFile() {
        return directory.resolve("softhsm2.conf");
    }

    /** Where the tokens are kept. */
    public Path tokenDirectory() {
        return directory.resolve("tokens");
    }

    /** Makes a token unless there is one of this label; says whether it made one. PINs have 4 to 255 characters. */
    public boolean ensureToken(String label, char[] soPin, char[] userPin) {
        var library = Library.of(module);
        long stamp = library.enter(library.incarnation());
        try (var so = secret(soPin);
                var user = secret(userPin)) {
            return TokenMaker.ensure(library.cryptoki(), label, so, user);
        } catch (CkException e) {
            throw new HsmException(Reason.UNAVAILABLE, "token " + label, "it cannot be made: " + e.getMessage(), e);
        } finally {
            library.leave(stamp);
        }
    }

    private static NativeSecret secret(char[] pin) {
        byte[] bytes = TokenPin.of(pin).read();
        try {
            return new NativeSecret(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private void writeConfiguration() throws IOException {
        var ownerOnly = PosixFilePermissions.fromString("rwx------");
        Files.createDirectories(directory);
        Files.createDirectories(tokenDirectory());
        Files.setPosixFilePermissions(tokenDirectory(), ownerOnly);
        var text = """
                directories.tokendir = %s
                objectstore.backend = file
                log.level = ERROR
                slots.removable = false
                """.formatted(tokenDirectory());
        var draft = Files.createTempFile(directory, "softhsm2", ".conf");
        Files.writeString(draft, text, StandardCharsets.UTF_8);
        Files.move(draft, configFile(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
