package org.pointwork.hsm;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Working keys that come and go under a zone master key. Both ways the cryptogram is the key enciphered by TDEA in ECB mode
 * (ANSI X9.17), 16 bytes for a double-length key, 24 for a triple one.
 *
 * <p>What is stored here is durable and is found again after a restart. Methods fail with {@link HsmException}.
 */
public interface ZoneKeys extends AutoCloseable {

    /** A key as it travels: its cryptogram and its check value. */
    record Cryptogram(byte[] bytes, Kcv kcv) {
        @Override
        public String toString() {
            return "cryptogram of a key, check value " + kcv;
        }
    }

    /**
     * A working key that is in the module.
     *
     * @param since when it was stored, to the millisecond
     * @param end its last day, where its custodians gave it one; whoever rotates keys heeds it, the module does not
     */
    record Held(KeyRef key, Instant since, Optional<LocalDate> end) {}

    /**
     * Stores a key that came under a zone master key, replacing what was there under its name.
     *
     * @throws HsmException REFUSED where the check value is another, the key is weak or has bad parity, or the cryptogram
     *     has a wrong length: nothing is stored then
     */
    void receive(ZoneKey zone, KeyRef key, Cryptogram came);

    /** Makes a double-length key, stores it, and gives it out under the zone master key. */
    Cryptogram issue(ZoneKey zone, KeyRef key);

    /** Stores a stored key under another name as well, replacing what was there under that. */
    void copy(KeyRef from, KeyRef to);

    /** Says whether there was one. */
    boolean remove(KeyRef key);

    /** All keys in the module. */
    List<Held> held();

    @Override
    void close();
}
