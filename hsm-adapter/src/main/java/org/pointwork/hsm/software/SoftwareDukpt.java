package org.pointwork.hsm.software;

import java.util.Arrays;
import java.util.function.Function;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.dukpt.DukptPad;
import org.pointwork.hsm.dukpt.DukptRules;
import org.pointwork.hsm.dukpt.TransactionKey;

/** The keys of single transactions, gone when the work is done. */
final class SoftwareDukpt {
    private final SoftwareKeys keys;

    SoftwareDukpt(SoftwareKeys keys) {
        this.keys = keys;
    }

    <T> T with(DukptKey key, Function<TransactionKey, T> work) {
        SoftwareKey base = keys.get(key.base());
        KeyAlgorithm algorithm = base.algorithm();
        DukptRules.require(key, algorithm);
        byte[] initial = DukptPad.initialKey(algorithm, base.clear(), key.ksn());
        try (var transaction = TransactionKey.of(key.label(), algorithm, initial, key.ksn())) {
            return work.apply(transaction);
        } finally {
            Arrays.fill(initial, (byte) 0);
        }
    }
}
