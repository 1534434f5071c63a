package org.pointwork.hsm;

import java.util.Map;
import java.util.Set;

/**
 * What the switch asks of a hardware security module. Keys are named, never held: every operation on a key happens
 * inside the module, and nothing ever falls back to working in the clear.
 *
 * <p>All operations may be called from any number of threads, virtual ones included. They fail with {@link HsmException},
 * whose {@link HsmException.Reason} says whether waiting, an operator or nothing at all will help. No exception, log or
 * {@code toString} carries a key, a PIN or a PAN.
 */
public interface Hsm extends Macs, Pins, CardCodes, ChipCards, Vault, AutoCloseable {

    /** What this module does; what is not in the set is refused with UNSUPPORTED. */
    Set<Capability> capabilities();

    /**
     * The check value of the key that the module holds now, computed in the module: TDES: encryption of a zero block, 3
     * bytes; AES: CMAC of a zero block, 5 bytes (ANSI X9.24-1); AES keys for pseudonyms, which do no CMAC: encryption
     * of a zero block, 3 bytes (PKCS#11, CKA_CHECK_VALUE).
     */
    Kcv check(KeyRef key);

    /**
     * The same module for calls that finish work which was let in before, such as the MAC of an answer. Under too much
     * load such calls are served while those that begin work are refused with BUSY. Closing it closes this.
     */
    default Hsm toFinish() {
        return this;
    }

    /** How the module is doing; asks the module itself, and never throws. */
    HsmHealth health();

    /** How each of the modules is doing that this one is made of, by name; none where it is one. */
    default Map<String, HsmHealth> members() {
        return Map.of();
    }

    /** Gives the sessions back. */
    @Override
    void close();
}
