package org.pointwork.sim.pos;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a terminal needs for mutual TLS.
 *
 * @param keyStore PKCS#12 file with the client's key and certificates
 * @param trustStore PKCS#12 file with the certificates that servers are checked against; the server's name or address has
 *     to be in its certificate
 * @param passwordFile the password of both on its first line
 */
public record TlsFiles(Path keyStore, Path trustStore, Path passwordFile) {

    /**
     * What a client makes its connections with.
     *
     * @throws IOException where a file cannot be read, or not with this password
     */
    public SslContext context() throws IOException {
        char[] password = Files.readAllLines(passwordFile).getFirst().toCharArray();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(load(keyStore, password), password);
            TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trusted.init(load(trustStore, password));
            return SslContextBuilder.forClient()
                    .keyManager(keys)
                    .trustManager(trusted)
                    .protocols("TLSv1.3", "TLSv1.2")
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("the TLS files " + keyStore + " and " + trustStore + " cannot be used", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static KeyStore load(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
