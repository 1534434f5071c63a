package org.pointwork.hsm.pkcs11;

import java.io.IOException;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.pointwork.hsm.HsmException;

/** Where a token's PIN comes from. It is read each time a session logs in, and never kept by us. */
@FunctionalInterface
public interface TokenPin {

    /** The PIN as UTF-8 bytes, as PKCS#11 wants it; the caller wipes them. */
    byte[] read();

    /** A PIN held by the caller, who may wipe it after the last login. */
    static TokenPin of(char[] pin) {
        return () -> {
            var encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(pin));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            Arrays.fill(encoded.array(), (byte) 0);
            return bytes;
        };
    }

    /** A PIN on the first line of a file that nobody else may read. */
    static TokenPin file(Path path) {
        return () -> {
            try {
                byte[] all = Files.readAllBytes(path);
                int end = 0;
                while (end < all.length && all[end] != '\n' && all[end] != '\r') {
                    end++;
                }
                byte[] pin = Arrays.copyOf(all, end);
                Arrays.fill(all, (byte) 0);
                return pin;
            } catch (IOException e) {
                throw new HsmException(
                        HsmException.Reason.UNAVAILABLE, path.toString(), "the PIN file is unreadable", e);
            }
        };
    }
}
