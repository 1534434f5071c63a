package org.pointwork.bench.services;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a node and the services around it share in one folder, made once and kept: passwords, certificates, tokens with
 * their keys. For demos and trials on one machine; in production each comes from where its owner keeps it.
 */
public final class Provision {
    private static final List<String> PASSWORDS =
            List.of("operator-token", "db-password", "db-superuser-password", "broker-password");

    private Provision() {}

    /** Makes all of it in the folder that {@code PW_VAR} names. Keys that are there stay: a node may be using them. */
    public static void main(String[] args) {
        Path var = Path.of(System.getenv("PW_VAR"));
        passwords(var);
        TlsMaterial.ensure(var.resolve("tls"));
        if (!Files.exists(DemoKeys.checkValueFile(var))) {
            DemoKeys.load(var).close();
        }
    }

    /** The passwords of the services. */
    public static void passwords(Path var) {
        PASSWORDS.forEach(password -> SecretFile.ensure(var.resolve(password)));
    }
}
