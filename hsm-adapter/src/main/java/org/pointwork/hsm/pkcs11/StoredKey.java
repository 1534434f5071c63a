package org.pointwork.hsm.pkcs11;

import java.util.Optional;
import org.pointwork.hsm.KeyAlgorithm;

/**
 * Where a key is in the token now.
 *
 * @param handle the key's object
 * @param chain the companion of a retail MAC key
 * @param generation grows with each replacement under the same label
 */
record StoredKey(long handle, Optional<Chain> chain, KeyAlgorithm algorithm, long generation) {

    /** The object that chains all blocks but the last, and how. */
    record Chain(long handle, BlockCipher cipher) {}
}
