package org.pointwork.hsm;

import org.pointwork.hsm.HsmException.Fault;

/** Which keys may enter a module. */
public final class KeyRules {
    private KeyRules() {}

    /**
     * Refuses an algorithm that does not fit the purpose.
     *
     * @throws HsmException REFUSED, the rule named
     */
    public static void require(KeyRef key, KeyAlgorithm algorithm) {
        boolean fits =
                switch (key) {
                    case CvvKey _, IssuerKey _ -> algorithm == KeyAlgorithm.TDES2;
                    case ZoneKey _, PvvKey _, OffsetKey _ -> algorithm.isTdes();
                    case MacKey _ -> true;
                    case PinKey _, BaseKey _, BlockKey _ -> algorithm.isTdes() || algorithm.isAes();
                    case TokenKey _ -> algorithm == KeyAlgorithm.AES256;
                    case SealKey _ -> algorithm.isAes();
                };
        if (!fits) {
            throw refused(Fault.ALGORITHM, key, "a " + key.purpose() + " key cannot be " + algorithm);
        }
    }

    /**
     * Refuses clear keys of a wrong length and weak ones.
     *
     * @throws HsmException REFUSED, the rule named
     */
    public static void requireSound(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
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

    /** Whether the key takes a companion K1‖K1 for retail MACs, which card verification codes are too. */
    public static boolean needsChain(KeyRef key, KeyAlgorithm algorithm) {
        return (key instanceof MacKey || key instanceof CvvKey) && algorithm == KeyAlgorithm.TDES2;
    }

    /** Whether the key takes a companion for the right half of TDEA DUKPT initial keys. */
    public static boolean needsVariant(KeyRef key, KeyAlgorithm algorithm) {
        return key instanceof BaseKey && algorithm == KeyAlgorithm.TDES2;
    }

    /** Whether the key takes its two variants beside it, for key blocks of versions A and C. */
    public static boolean needsVariants(KeyRef key, KeyAlgorithm algorithm) {
        return key instanceof BlockKey && algorithm.isTdes();
    }

    private static HsmException refused(Fault fault, KeyRef key, String rule) {
        return HsmException.refused(fault, key.label(), rule);
    }
}
