package org.pointwork.hsm.dukpt;

import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;

/**
 * The keys of one transaction, in this process's memory until this is closed. Each call uses the variant that is for it, so
 * nobody makes a MAC with a PIN key.
 */
public sealed interface TransactionKey extends AutoCloseable permits TdesTransaction, AesTransaction {

    /**
     * Derives it.
     *
     * @param initialKey the terminal's, which the caller wipes
     * @throws HsmException REFUSED for a counter that terminals skip
     */
    static TransactionKey of(String label, KeyAlgorithm algorithm, byte[] initialKey, Ksn ksn) {
        DukptRules.require(label, ksn, algorithm);
        return ksn.isAes()
                ? AesTransaction.of(label, algorithm, initialKey, ksn)
                : TdesTransaction.of(label, initialKey, ksn);
    }

    /** What the PIN key is, and so which formats it enciphers. */
    KeyAlgorithm algorithm();

    /** Enciphers whole blocks under the PIN key, each by itself; the caller wipes the clear ones. */
    byte[] encipherPin(byte[] clear);

    /** Undoes {@link #encipherPin}; the caller wipes the result. */
    byte[] decipherPin(byte[] enciphered);

    /**
     * A MAC.
     *
     * @throws HsmException REFUSED where the key's algorithm does not make such MACs
     */
    byte[] mac(Way way, MacAlgorithm algorithm, byte[] data, int offset, int length);

    /** Enciphers whole blocks in CBC mode with an IV of zeros. */
    byte[] encrypt(Way way, byte[] clear);

    /** Undoes {@link #encrypt}; the caller wipes the result. */
    byte[] decrypt(Way way, byte[] enciphered);

    /** Wipes the keys. */
    @Override
    void close();
}
