package org.pointwork.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Key stores for TLS, made by the JDK's keytool: a self-signed certificate is its own authority. */
public final class TestStores {
    private static final String PASSWORD = "a-password-of-a-test";

    private TestStores() {}

    /** Writes the password's file and says where it is. */
    public static Path passwordFile(Path folder) throws IOException {
        return Files.writeString(folder.resolve("password"), PASSWORD);
    }

    /** A key with a certificate for a name, good for both ends of a line, and trusted where the store is a trust store. */
    public static Path identity(Path folder, String name) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=dns:" + name,
                "-ext",
                "bc=ca:true",
                "-keystore",
                store.toString());
        return store;
    }

    /** A trust store with the certificate of an identity. */
    public static Path trusting(Path folder, Path identity) throws IOException, InterruptedException {
        String name = identity.getFileName().toString().replace(".p12", "");
        Path certificate = folder.resolve(name + ".cer");
        Path store = folder.resolve("trusts-" + name + ".p12");
        keytool("-exportcert", "-alias", name, "-file", certificate.toString(), "-keystore", identity.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                name,
                "-file",
                certificate.toString(),
                "-keystore",
                store.toString());
        return store;
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool " + arguments[0] + " failed");
        }
    }
}
