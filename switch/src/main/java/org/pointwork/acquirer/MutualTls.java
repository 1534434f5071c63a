package org.pointwork.acquirer;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS 1.3 and 1.2 with a certificate on both sides; a client without one of ours does not get past the handshake. */
final class MutualTls {
    private MutualTls() {}

    static SslContext server(ListenerConfig.Tls config) {
        try {
            char[] password = Files.readString(config.passwordFile()).strip().toCharArray();
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store(config.keyStore(), password), password);
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store(config.trustStore(), password));
                return SslContextBuilder.forServer(keys)
                        .sslProvider(SslProvider.JDK)
                        .trustManager(trust)
                        .clientAuth(ClientAuth.REQUIRE)
                        .protocols("TLSv1.3", "TLSv1.2")
                        .build();
            } finally {
                Arrays.fill(password, '\0');
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(
                    "TLS material in " + config.keyStore() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(Path file, char[] password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        return store;
    }
}
