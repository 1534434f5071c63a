package org.pointwork.emv;

import java.util.Arrays;
import java.util.stream.Stream;

/**
 * How an application cryptogram is made, as issuer data (tag 9F10) says it.
 *
 * <pre>
 * Visa, formats 0, 1, 3:  | 06 | key index | version | 03 and 3 bytes of results | issuer's own |
 * Visa, format 2:         | 1F | version | key index | results and more, 32 bytes in all        |
 * Mastercard:             | key index | version | results (6) | DAC (2) | counters (8) | more    |
 * </pre>
 */
public enum CryptogramForm {
    /** Verification results alone are in the cryptogram. */
    VISA_10(Scheme.VISA, 0x0A, 3, 7),
    /** All issuer data. */
    VISA_18(Scheme.VISA, 0x12, 0, Issuer.ALL),
    /** All issuer data. */
    VISA_22(Scheme.VISA, 0x22, 0, Issuer.ALL),
    /** Mastercard's session key; no counters. */
    MCHIP_16(Scheme.MASTERCARD, 0x10, 2, 8),
    /** Mastercard's session key; counters. */
    MCHIP_17(Scheme.MASTERCARD, 0x11, 2, 8, 10, 18),
    /** EMV common session key; no counters. */
    MCHIP_20(Scheme.MASTERCARD, 0x14, 2, 8),
    /** EMV common session key; counters. */
    MCHIP_21(Scheme.MASTERCARD, 0x15, 2, 8, 10, 18);

    private static final class Issuer {
        static final int ALL = -1;
        static final int FORMAT_2 = 0x1F;
    }

    private final Scheme scheme;
    private final int version;
    /** Pairs of places in issuer data, from and to. */
    private final int[] places;

    CryptogramForm(Scheme scheme, int version, int... places) {
        this.scheme = scheme;
        this.version = version;
        this.places = places;
    }

    /** @throws TlvException naming tag 9F10, where it is too short or of a version that is not known here */
    static CryptogramForm of(Scheme scheme, byte[] issuerData) throws TlvException {
        int version = version(scheme, issuerData);
        return Stream.of(values())
                .filter(form -> form.scheme == scheme && form.version == version)
                .findFirst()
                .orElseThrow(() -> new TlvException(
                        Tag.ISSUER_DATA, "%s has no cryptogram version %02X here".formatted(scheme, version)));
    }

    private static int version(Scheme scheme, byte[] issuerData) throws TlvException {
        if (issuerData.length < 7 || issuerData.length > 32) {
            throw new TlvException(Tag.ISSUER_DATA, "has 7 to 32 bytes");
        }
        return switch (scheme) {
            case VISA -> issuerData[issuerData[0] == Issuer.FORMAT_2 ? 1 : 2] & 0xFF;
            case MASTERCARD -> issuerData[1] & 0xFF;
        };
    }

    /** What of issuer data the cryptogram is over. */
    byte[] partOf(byte[] issuerData) throws TlvException {
        byte[] part = {};
        for (int i = 0; i < places.length; i += 2) {
            int to = places[i + 1] == Issuer.ALL ? issuerData.length : places[i + 1];
            if (to > issuerData.length) {
                throw new TlvException(Tag.ISSUER_DATA, "has " + to + " bytes at least for " + this);
            }
            int before = part.length;
            part = Arrays.copyOf(part, before + to - places[i]);
            System.arraycopy(issuerData, places[i], part, before, to - places[i]);
        }
        return part;
    }
}
