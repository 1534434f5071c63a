package org.pointwork.emv;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Whose application a card runs, which decides what its issuer data (tag 9F10) means. */
public enum Scheme {
    VISA("A000000003"),
    MASTERCARD("A000000004");

    private final byte[] provider;

    Scheme(String provider) {
        this.provider = HexFormat.of().parseHex(provider);
    }

    /** By the application's name (tag 84), whose first 5 bytes are its provider's (ISO 7816-5). */
    public static Optional<Scheme> of(byte[] application) {
        return Arrays.stream(values())
                .filter(scheme -> application.length >= scheme.provider.length
                        && Arrays.equals(
                                scheme.provider, 0, scheme.provider.length, application, 0, scheme.provider.length))
                .findFirst();
    }
}
