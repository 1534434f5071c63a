package org.pointwork.security;

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
import java.util.function.BiFunction;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** TLS 1.3 and 1.2 with a certificate on both sides; nobody without one of those we trust gets past the handshake. */
public final class MutualTls {
    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private MutualTls() {}

    /**
     * For those who come to us.
     *
     * @param keyStore PKCS#12, our key and certificates
     * @param trustStore PKCS#12, whose certificates we take
     * @throws IllegalStateException where a file cannot be used, naming the key store
     */
    public static SslContext server(Path keyStore, Path trustStore, Path passwordFile) {
        return context(keyStore, trustStore, passwordFile, (keys, trust) -> SslContextBuilder.forServer(keys)
                .trustManager(trust)
                .clientAuth(ClientAuth.REQUIRE));
    }

    /** For those whom we call; the name that a line is opened with has to be in the other side's certificate. */
    public static SslContext client(Path keyStore, Path trustStore, Path passwordFile) {
        return context(keyStore, trustStore, passwordFile, (keys, trust) -> SslContextBuilder.forClient()
                .keyManager(keys)
                .trustManager(trust)
                .endpointIdentificationAlgorithm("HTTPS"));
    }

    private static SslContext context(
            Path keyStore,
            Path trustStore,
            Path passwordFile,
            BiFunction<KeyManagerFactory, TrustManagerFactory, SslContextBuilder> side) {
        try {
            char[] password = Files.readString(passwordFile).strip().toCharArray();
            try {
                KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store(keyStore, password), password);
                TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(store(trustStore, password));
                return side.apply(keys, trust)
                        .sslProvider(SslProvider.JDK)
                        .protocols(VERSIONS)
                        .build();
            } finally {
                Arrays.fill(password, '\0');
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("TLS material in " + keyStore + " cannot be used: " + e.getMessage(), e);
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
