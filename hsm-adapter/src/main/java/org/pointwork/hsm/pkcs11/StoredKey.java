package org.pointwork.hsm.pkcs11;

import java.util.Optional;
import org.pointwork.hsm.KeyAlgorithm;

/**
 * Where a key is in the token now.
 *
 * @param handle the key's object
 * @param chain the companion of a retail MAC key, or of a TDEA DUKPT base key
 * @param generation grows with each replacement under the same label
 */
record StoredKey(long handle, Optional<Chain> chain, KeyAlgorithm algorithm, long generation) {

    /** Another object of the same key and how it is used: for all blocks of a MAC but the last, or as a variant. */
    record Chain(long handle, BlockCipher cipher) {}
}
