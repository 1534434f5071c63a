package org.pointwork.hsm.card;

/**
 * A double-length TDEA key in a module, of one card or one of its sessions. When it is closed the module forgets it, and
 * what lies of it in memory of ours is wiped.
 */
public interface CardKey extends AutoCloseable {
    /**
     * ISO 9797-1 MAC algorithm 3.
     *
     * @param blocks padded already: whole blocks of 8 bytes, at least one
     * @return 8 bytes
     */
    byte[] mac(byte[] blocks);

    /** Enciphers whole blocks of 8 bytes, each for itself. */
    byte[] encipher(byte[] blocks);

    @Override
    void close();
}
