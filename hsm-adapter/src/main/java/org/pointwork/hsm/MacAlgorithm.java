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

    /** Whether the data ends with 80 and zeros (ISO 9797-1 padding method 2) and not with zeros alone. */
    public boolean isPadded() {
        return this == RETAIL_PADDED || this == CBC_PADDED;
    }

    /** Whether keys of this kind make such MACs. */
    public boolean takes(KeyAlgorithm key) {
        return switch (this) {
            case RETAIL, RETAIL_PADDED -> key == KeyAlgorithm.TDES2;
            case CBC, CBC_PADDED -> key.isTdes();
            case CMAC -> key.isTdes() || key.isAes();
            case HMAC_SHA256 -> key == KeyAlgorithm.HMAC_SHA256;
        };
    }

    /**
     * Refuses keys of another kind.
     *
     * @throws HsmException REFUSED with {@link HsmException.Fault#ALGORITHM}
     */
    public void require(String label, KeyAlgorithm key) {
        if (!takes(key)) {
            throw HsmException.refused(HsmException.Fault.ALGORITHM, label, this + " is not made with a key of " + key);
        }
    }

    /** The length of the MAC. */
    public int lengthInBytes() {
        return lengthInBytes;
    }
}
