package org.pointwork.hsm;

/** How a MAC is computed. */
public enum MacAlgorithm {
    /** ISO 9797-1 MAC algorithm 3, padding method 1, with a double-length TDEA key ("retail MAC", ANSI X9.19). */
    RETAIL(8),
    /** As {@link #RETAIL} with padding method 2. */
    RETAIL_PADDED(8),
    /** ISO 9797-1 MAC algorithm 1, padding method 1, with TDEA (ANSI X9.9 with a longer key). */
    CBC(8),
    /** As {@link #CBC} with padding method 2. */
    CBC_PADDED(8),
    /** NIST SP 800-38B (ISO 9797-1 MAC algorithm 5) with the key's own cipher, its left 8 bytes. */
    CMAC(8),
    /** RFC 2104 with SHA-256, whole. */
    HMAC_SHA256(32);

    private final int lengthInBytes;

    MacAlgorithm(int lengthInBytes) {
        this.lengthInBytes = lengthInBytes;
    }

    /** The length of the MAC. */
    public int lengthInBytes() {
        return lengthInBytes;
    }
}
