package org.pointwork.hsm.keyblock;

/** A key block protection key at work, in a module or, for tests, in the clear. */
public interface BlockProtection {

    /** The key's label, for errors. */
    String label();

    /**
     * The two keys for blocks of a version.
     *
     * @throws org.pointwork.hsm.HsmException REFUSED where the key is of another algorithm than the version's
     */
    Keys keys(KeyBlockVersion version);

    /** The keys that encipher and authenticate one block. Closing forgets them. */
    interface Keys extends AutoCloseable {
        /** CBC over whole blocks. */
        byte[] encipher(byte[] iv, byte[] clear);

        /** CBC over whole blocks; the caller wipes the result. */
        byte[] decipher(byte[] iv, byte[] enciphered);

        /** Derived keys: CMAC, one block. Variants: the last block of CBC from a zero IV, over whole blocks. */
        byte[] mac(byte[] data);

        @Override
        void close();
    }
}
