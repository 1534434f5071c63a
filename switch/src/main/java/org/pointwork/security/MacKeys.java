package org.pointwork.security;

import java.util.function.Predicate;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.KeyRing;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.MacSource;

/** What a line's MACs are under, and how they are made: 8 bytes in any case. */
public sealed interface MacKeys {
    /** What goes out is sealed under this one. */
    MacSource current();

    /** Whether something that came is under this, or under another that is taken now. */
    boolean isUnderAny(Predicate<MacSource> proves);

    MacAlgorithm algorithm();

    /** A key that both ends hold; verified under the others too while it changes. */
    record Held(KeyRing<MacKey> ring, MacAlgorithm algorithm) implements MacKeys {
        public Held {
            requireFieldLength(algorithm);
        }

        @Override
        public MacSource current() {
            return ring.current();
        }

        @Override
        public boolean isUnderAny(Predicate<MacSource> proves) {
            return ring.isUnderAny(proves::test);
        }
    }

    /** The keys of one DUKPT transaction: the request is under one, its answer under another (ANSI X9.24). */
    record OfTransaction(BaseKey base, Ksn ksn) implements MacKeys {
        @Override
        public MacSource current() {
            return new DukptKey(base, ksn, Way.RESPONSE);
        }

        @Override
        public boolean isUnderAny(Predicate<MacSource> proves) {
            return proves.test(new DukptKey(base, ksn, Way.REQUEST));
        }

        @Override
        public MacAlgorithm algorithm() {
            return ksn.isAes() ? MacAlgorithm.CMAC : MacAlgorithm.RETAIL;
        }
    }

    /** @throws IllegalArgumentException for MACs that are longer than DE 64 */
    static void requireFieldLength(MacAlgorithm algorithm) {
        if (algorithm.lengthInBytes() != MessageMac.LENGTH) {
            throw new IllegalArgumentException("a message's MAC has 8 bytes: not " + algorithm);
        }
    }
}
