package org.pointwork.hsm.pkcs11;

import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;

/** Which keys may enter a token. */
final class KeyRules {
    private KeyRules() {}

    /** Refuses an algorithm that does not fit the purpose. */
    static void require(KeyRef key, KeyAlgorithm algorithm) {
        boolean fits =
                switch (key) {
                    case ZoneKey _, CvvKey _, PvvKey _, OffsetKey _, IssuerKey _ -> algorithm.isTdes();
                    case PinKey _, MacKey _, BaseKey _, BlockKey _ -> algorithm.isTdes() || algorithm.isAes();
                    case TokenKey _ -> algorithm == KeyAlgorithm.AES256;
                    case SealKey _ -> algorithm.isAes();
                };
        if (!fits) {
            throw refused(Fault.ALGORITHM, key, "a " + key.purpose() + " key cannot be " + algorithm);
        }
    }

    /** Refuses clear keys of a wrong length and weak ones. */
    static void requireSound(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
        if (clear.length != algorithm.lengthInBytes()) {
            throw refused(Fault.LENGTH, key, "a key of " + algorithm + " has " + algorithm.lengthInBytes() + " bytes");
        }
        if (algorithm.isTdes()) {
            TdesRules.brokenBy(clear).ifPresent(broken -> {
                throw refused(broken.fault(), key, broken.rule());
            });
        }
        int any = 0;
        for (byte b : clear) {
            any |= b;
        }
        if (any == 0) {
            throw refused(Fault.WEAK_KEY, key, "a key of zeros");
        }
    }

    /** Whether the key takes a companion K1‖K1 for retail MACs. */
    static boolean needsChain(KeyRef key, KeyAlgorithm algorithm) {
        return key instanceof MacKey && algorithm == KeyAlgorithm.TDES2;
    }

    /** Whether the key takes its two variants beside it, for key blocks of versions A and C. */
    public static boolean needsVariants(KeyRef key, KeyAlgorithm algorithm) {
        return key instanceof BlockKey && algorithm.isTdes();
    }

    private static HsmException refused(Fault fault, KeyRef key, String rule) {
        return HsmException.refused(fault, key.label(), rule);
    }
}
