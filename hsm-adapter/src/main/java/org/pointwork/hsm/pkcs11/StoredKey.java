package org.pointwork.hsm.pkcs11;

import org.pointwork.hsm.KeyAlgorithm;

/**
 * Where a key is in the token now.
 *
 * @param handle the key's object
 * @param chainHandle the companion object K1‖K1 of a retail MAC key, {@link #NONE} for others
 * @param generation grows with each replacement under the same label
 */
record StoredKey(long handle, long chainHandle, KeyAlgorithm algorithm, long generation) {
    /** CK_INVALID_HANDLE. */
    static final long NONE = 0;
}
