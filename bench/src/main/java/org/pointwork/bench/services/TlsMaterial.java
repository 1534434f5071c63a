package org.pointwork.bench.services;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.pointwork.bench.services.DemoAuthority.Use;

/**
 * The demo's certificates as PKCS#12 stores that share a random password.
 *
 * @param server the node's key and chain, for localhost
 * @param client a terminal's key and chain
 * @param trust the CA alone
 * @param password the file with the stores' password
 */
public record TlsMaterial(Path server, Path client, Path trust, Path password) {
    private static final Duration KEPT_WHILE_VALID_FOR = Duration.ofDays(30);

    /** The stores in a folder: those that are there, new ones where one is missing or has less than 30 days to run. */
    public static TlsMaterial ensure(Path folder) {
        return ensure(folder, Instant.now());
    }

    static TlsMaterial ensure(Path folder, Instant now) {
        TlsMaterial material = new TlsMaterial(
                folder.resolve("server.p12"),
                folder.resolve("client.p12"),
                folder.resolve("trust.p12"),
                folder.resolve("password"));
        char[] password = SecretFile.ensure(material.password).toCharArray();
        if (!material.isUsable(password, now.plus(KEPT_WHILE_VALID_FOR))) {
            try {
                material.make(password, new DemoAuthority(now));
            } catch (GeneralSecurityException | IOException e) {
                throw new IllegalStateException("the demo's certificates cannot be made in " + folder, e);
            }
        }
        return material;
    }

    private boolean isUsable(char[] password, Instant until) {
        return isUsable(server, password, until)
                && isUsable(client, password, until)
                && isUsable(trust, password, until);
    }

    private static boolean isUsable(Path store, char[] password, Instant until) {
        if (!Files.exists(store)) {
            return false;
        }
        try {
            KeyStore keys = KeyStore.getInstance(store.toFile(), password);
            for (String alias : Collections.list(keys.aliases())) {
                if (!(keys.getCertificate(alias) instanceof X509Certificate certificate)
                        || certificate.getNotAfter().toInstant().isBefore(until)) {
                    return false;
                }
            }
            return keys.size() > 0;
        } catch (GeneralSecurityException | IOException e) {
            return false; // torn or of another password: new ones take its place
        }
    }

    private void make(char[] password, DemoAuthority authority) throws GeneralSecurityException, IOException {
        storeKey(server, password, authority, "localhost", Use.SERVER);
        storeKey(client, password, authority, "Pointwork demo terminal", Use.CLIENT);
        KeyStore trusted = empty();
        trusted.setCertificateEntry("ca", authority.certificate());
        write(trusted, trust, password);
    }

    private static void storeKey(Path file, char[] password, DemoAuthority authority, String name, Use use)
            throws GeneralSecurityException, IOException {
        KeyPair pair = DemoAuthority.keyPair();
        Certificate[] chain = {authority.issue(name, pair.getPublic(), use), authority.certificate()};
        KeyStore store = empty();
        store.setKeyEntry("key", pair.getPrivate(), password, chain);
        write(store, file, password);
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static void write(KeyStore store, Path file, char[] password) throws GeneralSecurityException, IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password);
        SecretFile.write(file, bytes.toByteArray());
    }
}
