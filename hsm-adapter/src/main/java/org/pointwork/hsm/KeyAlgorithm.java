package org.pointwork.hsm;

/** What a key is made of. Ciphers are TDEA and AES only, as PCI PIN demands. */
public enum KeyAlgorithm {
    /** Double-length TDEA, K1‖K2. */
    TDES2(16),
    /** Triple-length TDEA, K1‖K2‖K3. */
    TDES3(24),
    AES128(16),
    AES192(24),
    AES256(32),
    /** A secret for HMAC-SHA-256. */
    HMAC_SHA256(32);

    private final int lengthInBytes;

    KeyAlgorithm(int lengthInBytes) {
        this.lengthInBytes = lengthInBytes;
    }

    /** The length of a key, parity bits included. */
    public int lengthInBytes() {
        return lengthInBytes;
    }

    /** Whether this is DES with two or three keys. */
    public boolean isTdes() {
        return this == TDES2 || this == TDES3;
    }

    /** Whether this is AES. */
    public boolean isAes() {
        return this == AES128 || this == AES192 || this == AES256;
    }
}
