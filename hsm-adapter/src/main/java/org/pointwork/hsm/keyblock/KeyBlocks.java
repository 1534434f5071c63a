package org.pointwork.hsm.keyblock;

import java.util.Optional;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;

/** Keys that come and go in key blocks. What is stored is durable. */
public interface KeyBlocks {

    /** A key that was made here, as others get it. */
    record Made(KeyBlock block, Kcv kcv) {}

    /**
     * Stores the key in a block, replacing what was there under its name.
     *
     * @param key its type has to be what the block says the key is for
     * @param expected the check value that came another way, where one came
     * @return the check value of the key, for its custodian to compare
     * @throws org.pointwork.hsm.HsmException REFUSED: NOT_AUTHENTIC, USAGE, ALGORITHM, POLICY, CHECK_VALUE (where the block
     *     brings or the caller knows another), PARITY, WEAK_KEY, LENGTH or FORMAT; nothing is stored then
     */
    Kcv receive(BlockKey under, KeyBlock block, KeyRef key, BlockPolicy policy, Optional<Kcv> expected);

    /**
     * Makes a key, stores it, and gives it out in a block of version B or D, as the protection key is. This is the only
     * moment at which a key can be given out: once stored it never leaves.
     *
     * @param exportability what the receiver may do: E, S or N
     */
    Made issue(BlockKey under, KeyRef key, KeyAlgorithm algorithm, char exportability);
}
