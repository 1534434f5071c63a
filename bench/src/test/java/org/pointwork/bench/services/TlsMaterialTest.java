package org.pointwork.bench.services;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsMaterialTest {
    @TempDir
    Path folder;

    @Test
    void bothSidesProveThemselves() throws Exception {
        TlsMaterial tls = TlsMaterial.ensure(folder);

        assertEquals("hello", exchange(context(tls, tls.server()), context(tls, tls.client())));
    }

    @Test
    void aServersCertificateDoesNotMakeAClient() {
        TlsMaterial tls = TlsMaterial.ensure(folder);

        assertThrows(IOException.class, () -> exchange(context(tls, tls.server()), context(tls, tls.server())));
    }

    @Test
    void theStoresAreKeptUntilThirtyDaysBeforeTheirEnd() throws IOException {
        Instant now = Instant.now();
        byte[] first = Files.readAllBytes(TlsMaterial.ensure(folder, now).server());

        byte[] kept = Files.readAllBytes(
                TlsMaterial.ensure(folder, now.plus(Duration.ofDays(334))).server());
        byte[] renewed = Files.readAllBytes(
                TlsMaterial.ensure(folder, now.plus(Duration.ofDays(336))).server());

        assertEquals(new String(first, StandardCharsets.ISO_8859_1), new String(kept, StandardCharsets.ISO_8859_1));
        assertNotEquals(
                new String(first, StandardCharsets.ISO_8859_1), new String(renewed, StandardCharsets.ISO_8859_1));
    }

    @Test
    void aTornStoreIsMadeAnew() throws Exception {
        TlsMaterial tls = TlsMaterial.ensure(folder);
        Files.writeString(tls.client(), "torn");

        TlsMaterial again = TlsMaterial.ensure(folder);

        assertEquals("hello", exchange(context(again, again.server()), context(again, again.client())));
    }

    @Test
    void nobodyElseMayReadIt() throws IOException {
        TlsMaterial tls = TlsMaterial.ensure(folder);

        for (Path file : List.of(tls.server(), tls.client(), tls.trust(), tls.password())) {
            assertEquals(
                    "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
        }
    }

    private static String exchange(SSLContext server, SSLContext client) throws Exception {
        try (SSLServerSocket listener =
                        (SSLServerSocket) server.getServerSocketFactory().createServerSocket(0);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            listener.setNeedClientAuth(true);
            executor.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) listener.accept()) {
                    accepted.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
                }
                return null;
            });
            try (SSLSocket socket =
                    (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", listener.getLocalPort())) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            }
        }
    }

    private static SSLContext context(TlsMaterial tls, Path own) throws GeneralSecurityException, IOException {
        char[] password = Files.readString(tls.password()).toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(own.toFile(), password), password);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KeyStore.getInstance(tls.trust().toFile(), password));
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
