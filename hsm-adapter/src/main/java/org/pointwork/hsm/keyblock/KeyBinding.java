package org.pointwork.hsm.keyblock;

import java.util.List;
import java.util.Set;
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

/**
 * Which key blocks may become which keys (ANSI X9.143, tables of usage and mode). What the header says binds: a PIN key
 * never becomes a MAC key.
 */
public final class KeyBinding {
    private static final char TDES = 'T';
    private static final char AES = 'A';
    private static final char HMAC = 'H';
    private static final Set<Character> EXPORTABILITY = Set.of('E', 'S', 'N');

    /**
     * @param usages the codes that mean this type, the usual one first
     * @param mode that allows all that keys of this type do
     * @param narrower modes that allow a part of it
     */
    private record Meaning(List<String> usages, char mode, String narrower) {}

    private KeyBinding() {}

    private static Meaning of(KeyRef key) {
        return switch (key) {
            case PinKey _ -> new Meaning(List.of("P0"), 'B', "ED");
            // ISO 16609, ISO 9797-1 algorithms 1 and 3, CMAC, HMAC: those that are done here.
            case MacKey _ -> new Meaning(List.of("M3", "M6", "M7", "M1", "M0"), 'C', "GV");
            case SealKey _ -> new Meaning(List.of("D0"), 'B', "ED");
            case ZoneKey _ -> new Meaning(List.of("K0"), 'B', "ED");
            case BlockKey _ -> new Meaning(List.of("K1"), 'B', "EDX");
            case BaseKey _ -> new Meaning(List.of("B0"), 'X', "");
            case CvvKey _ -> new Meaning(List.of("C0"), 'C', "GV");
            case PvvKey _ -> new Meaning(List.of("V2"), 'C', "GV");
            case OffsetKey _ -> new Meaning(List.of("V1"), 'C', "GV");
            case IssuerKey issuer ->
                new Meaning(
                        List.of(
                                switch (issuer.role()) {
                                    case CRYPTOGRAM -> "E0";
                                    case SCRIPT_DATA -> "E1";
                                    case SCRIPT_MAC -> "E2";
                                    case DYNAMIC_CODE -> "E4";
                                }),
                        'X',
                        "");
            case TokenKey _ ->
                throw HsmException.refused(Fault.USAGE, key.label(), "keys for pseudonyms travel in no key block");
        };
    }

    /** Refuses a header that is not for keys of this type; says what the key is made of. */
    static KeyAlgorithm require(KeyRef key, KeyBlockHeader header, int keyBytes, BlockPolicy policy) {
        Meaning meaning = of(key);
        if (!meaning.usages().contains(header.usage())) {
            throw refused(key, "a " + key.purpose() + " key has usage " + meaning.usages() + ", and the block another");
        }
        requireMode(key, header, meaning, policy);
        if (header.keyVersion().startsWith("c")) {
            throw refused(key, "the block holds a component of a key");
        }
        if (!EXPORTABILITY.contains(header.exportability())) {
            throw HsmException.refused(Fault.FORMAT, key.label(), "exportability is E, S or N");
        }
        return algorithm(key, header, keyBytes);
    }

    private static void requireMode(KeyRef key, KeyBlockHeader header, Meaning meaning, BlockPolicy policy) {
        if (header.mode() == meaning.mode() || header.mode() == 'N') {
            return;
        }
        if (meaning.narrower().indexOf(header.mode()) < 0) {
            throw refused(key, "a " + key.purpose() + " key has mode of use " + meaning.mode() + " or N");
        }
        if (!policy.narrowerModes()) {
            throw HsmException.refused(
                    Fault.POLICY,
                    key.label(),
                    "the block allows a part of what " + key.purpose() + " keys do here; mode " + meaning.mode()
                            + " allows all");
        }
    }

    private static KeyAlgorithm algorithm(KeyRef key, KeyBlockHeader header, int keyBytes) {
        if (!lettersOf(key, header.usage()).contains(header.algorithm())) {
            throw HsmException.refused(
                    Fault.ALGORITHM, key.label(), "no key of usage " + header.usage() + " is of this algorithm");
        }
        return switch (header.algorithm()) {
            case TDES ->
                switch (keyBytes) {
                    case 16 -> KeyAlgorithm.TDES2;
                    case 24 -> KeyAlgorithm.TDES3;
                    default -> throw length(key, "a TDEA key has 16 or 24 bytes");
                };
            case AES ->
                switch (keyBytes) {
                    case 16 -> KeyAlgorithm.AES128;
                    case 24 -> KeyAlgorithm.AES192;
                    case 32 -> KeyAlgorithm.AES256;
                    default -> throw length(key, "an AES key has 16, 24 or 32 bytes");
                };
            default -> {
                if (keyBytes != KeyAlgorithm.HMAC_SHA256.lengthInBytes()) {
                    throw length(key, "a secret for HMAC has 32 bytes here");
                }
                yield KeyAlgorithm.HMAC_SHA256;
            }
        };
    }

    /** What keys of a usage may be made of; which of these a type takes is its own rule. */
    private static Set<Character> lettersOf(KeyRef key, String usage) {
        return switch (usage) {
            case "M6" -> Set.of(TDES, AES);
            case "M7" -> Set.of(HMAC);
            default -> key instanceof MacKey ? Set.of(TDES) : Set.of(TDES, AES);
        };
    }

    /** A key is never protected by a weaker one. */
    static void requireStrength(KeyAlgorithm protecting, KeyRef key, KeyAlgorithm algorithm) {
        if (strength(algorithm) > strength(protecting)) {
            throw HsmException.refused(
                    Fault.ALGORITHM,
                    key.label(),
                    "a key of " + algorithm + " is not protected by one of " + protecting);
        }
    }

    /** In bits; both lengths of TDEA count alike (NIST SP 800-57). */
    private static int strength(KeyAlgorithm algorithm) {
        return switch (algorithm) {
            case TDES2, TDES3 -> 112;
            case AES128 -> 128;
            case AES192 -> 192;
            case AES256 -> 256;
            case HMAC_SHA256 -> 128;
        };
    }

    /** What a key of this type goes out as. */
    static KeyBlockHeader header(KeyRef key, KeyAlgorithm algorithm, KeyBlockVersion version, char exportability) {
        if (!EXPORTABILITY.contains(exportability)) {
            throw HsmException.refused(Fault.FORMAT, key.label(), "exportability is E, S or N");
        }
        Meaning meaning = of(key);
        String usage = !(key instanceof MacKey) || algorithm.isTdes()
                ? meaning.usages().getFirst()
                : algorithm.isAes() ? "M6" : "M7";
        char letter = algorithm.isTdes() ? TDES : algorithm.isAes() ? AES : HMAC;
        return new KeyBlockHeader(version, usage, letter, meaning.mode(), "00", exportability, List.of());
    }

    private static HsmException refused(KeyRef key, String rule) {
        return HsmException.refused(Fault.USAGE, key.label(), rule);
    }

    private static HsmException length(KeyRef key, String rule) {
        return HsmException.refused(Fault.LENGTH, key.label(), rule);
    }
}
