package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.util.Arrays;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.TdesRules;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys.Cryptogram;

/**
 * Working keys under a zone master key on tokens that wrap and unwrap nothing with TDEA, as SoftHSM2: the token enciphers
 * and deciphers the key's bytes, which are in this process between two calls, in memory that is wiped at once. PCI PIN
 * allows that in no production system; a payment HSM unwraps inside.
 */
final class ZoneOperations {
    private static final int BLOCK = 8;

    private ZoneOperations() {}

    /** The length of a cryptogram says what key is in it. */
    static KeyAlgorithm algorithmOf(KeyRef key, Cryptogram came) {
        return switch (came.bytes().length) {
            case 2 * BLOCK -> KeyAlgorithm.TDES2;
            case 3 * BLOCK -> KeyAlgorithm.TDES3;
            default -> throw HsmException.refused(Fault.LENGTH, key.label(), "a cryptogram has 16 or 24 bytes");
        };
    }

    /** The clear key, which the caller wipes. */
    static byte[] decipher(Session session, ZoneKey zone, byte[] underZone) {
        long handle = KeyTable.newest(session, zone).handle();
        session.decrypt(Mechanisms.DES3_ECB, handle, session.stage(underZone), underZone.length);
        return taken(session, underZone.length);
    }

    static byte[] encipher(Session session, ZoneKey zone, byte[] clear) {
        long handle = KeyTable.newest(session, zone).handle();
        session.encrypt(Mechanisms.DES3_ECB, handle, session.stage(clear), clear.length);
        return taken(session, clear.length);
    }

    /** A key drawn by the token, a TDEA key with odd parity and no weak part; the caller wipes it. */
    static byte[] random(Session session, KeyAlgorithm algorithm) {
        while (true) {
            byte[] key = session.random(algorithm.lengthInBytes());
            if (!algorithm.isTdes()) {
                return key;
            }
            TdesRules.setOddParity(key);
            if (TdesRules.brokenBy(key).isEmpty()) {
                return key;
            }
            Arrays.fill(key, (byte) 0);
        }
    }

    private static byte[] taken(Session session, int lengthInBytes) {
        byte[] bytes = session.result().asSlice(0, lengthInBytes).toArray(JAVA_BYTE);
        session.wipe();
        return bytes;
    }
}
