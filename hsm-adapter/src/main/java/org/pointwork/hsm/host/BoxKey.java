package org.pointwork.hsm.host;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.ZoneKey;

/**
 * The box's types of keys. Under a variant master key a type is a code that the command implies or names; in a key block it
 * is a key usage in the header.
 */
public enum BoxKey {
    /** Zone PIN key. */
    ZPK("pin", "001", "72", 'N'),
    /** Terminal PIN key. */
    TPK("pin", "002", "71", 'N'),
    /** Zone authentication key, TDEA: ISO 9797-1 algorithms 1 and 3. */
    ZAK("mac", "008", "M3", 'C'),
    /** Authentication key for CMAC. */
    CMAC("mac", "008", "M6", 'C'),
    /** Secret for HMAC-SHA-256. */
    HMAC("mac", "10C", "63", 'C'),
    /** Base derivation key, type 1. */
    BDK("base", "009", "B0", 'X'),
    /** Card verification key, a pair. */
    CVK("cvv", "402", "C0", 'C'),
    /** PIN verification key for Visa PVVs. */
    PVK_PVV("pvv", "002", "V2", 'C'),
    /** PIN verification key for IBM 3624. */
    PVK_IBM("offset", "002", "V1", 'C'),
    /** Issuer master key for application cryptograms. */
    MK_AC("imk-ac", "109", "E0", 'N'),
    /** Issuer master key for the MAC of scripts. */
    MK_SMI("imk-smi", "209", "E2", 'N'),
    /** Issuer master key for the confidential data of scripts. */
    MK_SMC("imk-smc", "309", "E1", 'N'),
    /** Zone master key. */
    ZMK("zone", "000", "52", 'N');

    private final String purpose;
    private final String code;
    private final String usage;
    private final char mode;

    BoxKey(String purpose, String code, String usage, char mode) {
        this.purpose = purpose;
        this.code = code;
        this.usage = usage;
        this.mode = mode;
    }

    /** As {@link KeyRef#purpose()} says it. */
    public String purpose() {
        return purpose;
    }

    /** Three hex digits: which variant of which pair of the master key. */
    public String code() {
        return code;
    }

    /** Two characters of a key block's header. */
    public String usage() {
        return usage;
    }

    /** One character of a key block's header. */
    public char mode() {
        return mode;
    }

    /** The name in a catalogue. */
    public String inWords() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The name of a key of this type in the port. */
    public KeyRef ref(String label) {
        return switch (this) {
            case ZPK, TPK -> new PinKey(label);
            case ZAK, CMAC, HMAC -> new MacKey(label);
            case BDK -> new BaseKey(label);
            case CVK -> new CvvKey(label);
            case PVK_PVV -> new PvvKey(label);
            case PVK_IBM -> new OffsetKey(label);
            case MK_AC -> new IssuerKey(label, Role.CRYPTOGRAM);
            case MK_SMI -> new IssuerKey(label, Role.SCRIPT_MAC);
            case MK_SMC -> new IssuerKey(label, Role.SCRIPT_DATA);
            case ZMK -> new ZoneKey(label);
        };
    }

    static Optional<BoxKey> named(String inWords) {
        return Arrays.stream(values())
                .filter(type -> type.inWords().equals(inWords))
                .findFirst();
    }

    /**
     * The type that a key of the port gets where nobody says more; PIN keys are those of zones.
     *
     * @throws HsmException REFUSED for a purpose or an algorithm that the box has no type for
     */
    public static BoxKey of(KeyRef key, KeyAlgorithm algorithm) {
        if (key.purpose().equals(ZAK.purpose)) {
            return algorithm == KeyAlgorithm.HMAC_SHA256 ? HMAC : algorithm.isAes() ? CMAC : ZAK;
        }
        return Arrays.stream(values())
                .filter(type -> type.purpose.equals(key.purpose()))
                .findFirst()
                .orElseThrow(() -> HsmException.refused(
                        Fault.USAGE, key.label(), "the box has no type of key for the purpose " + key.purpose()));
    }
}
