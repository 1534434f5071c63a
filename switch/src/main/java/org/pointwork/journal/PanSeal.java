package org.pointwork.journal;

import java.util.Optional;

/** Who encrypts the card numbers of a batch: the HSM, though the journal knows nothing of one. */
public interface PanSeal {
    /**
     * Seals, bound to a node and the number of its batch.
     *
     * @throws RuntimeException where it cannot: nothing of the batch may be written then
     */
    byte[] seal(int node, long batch, byte[] clear);

    /**
     * Undoes {@link #seal}.
     *
     * @return nothing where these bytes will never open
     * @throws RuntimeException where they may open later
     */
    Optional<byte[]> open(int node, long batch, byte[] sealed);
}
