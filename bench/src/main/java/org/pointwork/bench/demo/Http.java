package org.pointwork.bench.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Small questions to our own processes, by the client that is loaded fastest. */
public final class Http {
    private static final int LIMIT_MS = 5_000;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private Http() {}

    /** Asks until the address answers 200; gives up, with false, when it is no longer worthwhile. */
    static boolean awaitOk(URI address, BooleanSupplier worthwhile) {
        while (worthwhile.getAsBoolean()) {
            try {
                get(address);
                return true;
            } catch (IOException e) {
                LockSupport.parkNanos(BETWEEN_TRIES.toNanos()); // nobody listens yet, or not for us
            }
        }
        return false;
    }

    /** @throws IOException for anything but 200 */
    public static String get(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MS);
        connection.setReadTimeout(LIMIT_MS);
        try {
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                throw new IOException(address + " answers " + connection.getResponseCode());
            }
            try (InputStream body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } finally {
            connection.disconnect();
        }
    }
}
