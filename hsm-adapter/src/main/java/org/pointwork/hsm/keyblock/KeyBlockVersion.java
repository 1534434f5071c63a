package org.pointwork.hsm.keyblock;

/** How a key block is protected; its first character (ANSI X9.143, 6.2). */
public enum KeyBlockVersion {
    /** TDEA, keys that are variants of the protection key. Deprecated: read only, and only where a policy says so. */
    A(8, 4, false),
    /** TDEA, keys derived by CMAC. */
    B(8, 8, true),
    /** As {@link #A}. */
    C(8, 4, false),
    /** AES, keys derived by CMAC. */
    D(16, 16, true);

    private final int blockBytes;
    private final int macBytes;
    private final boolean derived;

    KeyBlockVersion(int blockBytes, int macBytes, boolean derived) {
        this.blockBytes = blockBytes;
        this.macBytes = macBytes;
        this.derived = derived;
    }

    /** The cipher's block; the whole key block is a multiple of as many characters. */
    public int blockBytes() {
        return blockBytes;
    }

    /** The authenticator at the end of the key block. */
    public int macBytes() {
        return macBytes;
    }

    /**
     * Whether the two keys of a block are derived by CMAC, and the authenticator is over the clear key; if not they are
     * variants, and it is over the enciphered key.
     */
    public boolean isDerived() {
        return derived;
    }

    /** Whether the protection key is an AES key; a TDEA key if not. */
    public boolean isAes() {
        return this == D;
    }
}
