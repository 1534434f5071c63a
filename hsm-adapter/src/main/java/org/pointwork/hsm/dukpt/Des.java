package org.pointwork.hsm.dukpt;

import java.util.Arrays;
import org.bouncycastle.crypto.engines.DESEngine;

/** DES with one key, whose schedule is wiped: neither the JDK's ciphers nor Bouncy Castle's engines wipe theirs. */
final class Des extends DESEngine implements AutoCloseable {
    static final int BLOCK = 8;

    private final int[] encryption;
    private final int[] decryption;

    /**
     * With one of two parts of a key.
     *
     * @param index 0 or 1
     * @param decrypts whether it is to decrypt as well: a schedule costs more than a block
     */
    Des(byte[] key, int index, boolean decrypts) {
        byte[] part = Arrays.copyOfRange(key, BLOCK * index, BLOCK * (index + 1));
        encryption = generateWorkingKey(true, part);
        decryption = decrypts ? generateWorkingKey(false, part) : new int[0];
        Arrays.fill(part, (byte) 0);
    }

    /** In place. */
    void encrypt(byte[] data, int at) {
        desFunc(encryption, data, at, data, at);
    }

    /** In place. */
    void decrypt(byte[] data, int at) {
        desFunc(decryption, data, at, data, at);
    }

    @Override
    public void close() {
        Arrays.fill(encryption, 0);
        Arrays.fill(decryption, 0);
    }
}
