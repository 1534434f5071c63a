package org.pointwork.hsm.dukpt;

import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;

/** Which key serial numbers a terminal may send. */
public final class DukptRules {
    /** X9.24-1: counters with more ones are skipped, which bounds a receiver's work. */
    private static final int MOST_ONES_TDES = 10;

    /** X9.24-3, likewise. */
    private static final int MOST_ONES_AES = 16;

    private static final long MOST_TDES = 0x1F_FFFF;
    private static final long MOST_AES = 0xFFFF_FFFFL;

    private DukptRules() {}

    /**
     * Refuses what no terminal sends.
     *
     * @param base the base key's algorithm
     * @throws HsmException REFUSED, the rule named
     */
    public static void require(DukptKey key, KeyAlgorithm base) {
        require(key.label(), key.ksn(), base);
    }

    static void require(String label, Ksn ksn, KeyAlgorithm base) {
        if (ksn.isAes() ? !base.isAes() : base != KeyAlgorithm.TDES2) {
            throw HsmException.refused(
                    Fault.ALGORITHM, label, "a key serial number of 10 bytes is for TDEA (two keys), of 12 for AES");
        }
        if (ksn.counter() == 0) {
            throw HsmException.refused(Fault.FORMAT, label, "transactions are counted from 1 (ANSI X9.24)");
        }
        if (!isUsed(ksn, ksn.counter())) {
            throw HsmException.refused(
                    Fault.FORMAT, label, "a counter has at most 10 ones for TDEA, 16 for AES (ANSI X9.24)");
        }
    }

    /** The next counter that a terminal uses, beyond the last one where it has used them all. */
    static long next(Ksn ksn) {
        long counter = ksn.counter() + 1;
        while (!isUsed(ksn, counter)) {
            counter += Long.lowestOneBit(counter);
        }
        return counter;
    }

    static boolean isSpent(Ksn ksn, long counter) {
        return counter > (ksn.isAes() ? MOST_AES : MOST_TDES);
    }

    private static boolean isUsed(Ksn ksn, long counter) {
        return Long.bitCount(counter) <= (ksn.isAes() ? MOST_ONES_AES : MOST_ONES_TDES);
    }
}
