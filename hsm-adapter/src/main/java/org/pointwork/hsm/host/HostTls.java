package org.pointwork.hsm.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Mutual TLS to a box: both sides show a certificate, and the box's has to name the host that was dialled.
 *
 * @param keyStore PKCS#12 file with our key and certificate
 * @param trustStore PKCS#12 file with the certificates that the box's is signed by
 * @param passwordFile file with the password of both
 */
public record HostTls(Path keyStore, Path trustStore, Path passwordFile) {

    /** @throws IllegalArgumentException naming the file that cannot be used */
    SSLContext context() {
        char[] password = password();
        try {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store(keyStore, password), password);
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store(trustStore, password));
            var context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("TLS to the box cannot be set up: " + e.getMessage(), e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    static void restrict(SSLSocket socket) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
    }

    private char[] password() {
        try {
            byte[] bytes = Files.readAllBytes(passwordFile);
            CharBuffer text = StandardCharsets.UTF_8.decode(java.nio.ByteBuffer.wrap(bytes));
            Arrays.fill(bytes, (byte) 0);
            int end = text.limit();
            while (end > 0 && Character.isWhitespace(text.get(end - 1))) {
                end--;
            }
            char[] password = Arrays.copyOf(text.array(), end);
            Arrays.fill(text.array(), '\0');
            return password;
        } catch (IOException e) {
            throw new IllegalArgumentException("password file " + passwordFile + " cannot be read", e);
        }
    }

    private static KeyStore store(Path file, char[] password) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return store;
        } catch (IOException e) {
            throw new IllegalArgumentException("key store " + file + " cannot be read with this password", e);
        }
    }
}
