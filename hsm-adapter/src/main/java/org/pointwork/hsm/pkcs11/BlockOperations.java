package org.pointwork.hsm.pkcs11;

import java.util.Arrays;
import java.util.function.BiFunction;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRules;
import org.pointwork.hsm.keyblock.BlockPolicy;
import org.pointwork.hsm.keyblock.BoundKey;
import org.pointwork.hsm.keyblock.KeyBlock;
import org.pointwork.hsm.keyblock.KeyBlocks.Made;

/**
 * Key blocks on tokens that unwrap none, as SoftHSM2: the keys that protect a block stay in the token, but what is inside
 * the block is in this process between two calls, in memory that is wiped at once.
 */
final class BlockOperations {
    private BlockOperations() {}

    /** Opens a block and hands its key to {@code store}. */
    static Kcv receive(
            Session session,
            BlockKey under,
            KeyBlock block,
            KeyRef key,
            BlockPolicy policy,
            BiFunction<KeyAlgorithm, byte[], Kcv> store) {
        var protection = new TokenProtection(session, under);
        try (var bound = BoundKey.open(
                block,
                key,
                policy,
                protection,
                protection.algorithm(),
                method -> CheckValues.of(session, under, protection.handle(), protection.algorithm(), method))) {
            KeyRules.require(key, bound.algorithm());
            KeyRules.requireSound(key, bound.algorithm(), bound.clear());
            bound.requireCheck(method -> CheckValues.ofClear(session, bound.algorithm(), bound.clear(), method));
            return store.apply(bound.algorithm(), bound.clear());
        }
    }

    /** Draws a key in the token, hands it to {@code store}, and puts it into a block. */
    static Made issue(
            Session session,
            BlockKey under,
            KeyRef key,
            KeyAlgorithm algorithm,
            char exportability,
            BiFunction<KeyAlgorithm, byte[], Kcv> store) {
        var protection = new TokenProtection(session, under);
        byte[] clear = ZoneOperations.random(session, algorithm);
        try {
            KeyBlock block = BoundKey.seal(
                    key, algorithm, exportability, clear, session::random, protection, protection.algorithm());
            return new Made(block, store.apply(algorithm, clear));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }
}
