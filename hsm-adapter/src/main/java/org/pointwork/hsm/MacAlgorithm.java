package org.pointwork.hsm;

/** How a MAC is computed; both give 8 bytes. */
public enum MacAlgorithm {
    /** ISO 9797-1 MAC algorithm 3, padding method 1, with a double-length TDEA key ("retail MAC", ANSI X9.19). */
    RETAIL,
    /** NIST SP 800-38B (ISO 9797-1 MAC algorithm 5) with the key's own cipher, its left 8 bytes. */
    CMAC
}
