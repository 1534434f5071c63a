package org.pointwork.hsm.host;

import org.pointwork.hsm.Capability;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.dukpt.DukptRules;

/**
 * How the commands of one view of the module reach the boxes.
 *
 * @param share as in {@link Boxes#ask}
 */
record Caller(Boxes boxes, BoxKeys keys, int share) {
    /** Descriptor of a key serial number of 20 digits: 9 of key set, none of sub-key, 6 of device; 5 are left to count. */
    static final String KSN_DESCRIPTOR = "906";

    BoxAnswer ask(String subject, HostCommand command) {
        return boxes.ask(subject, command, share);
    }

    BoxCryptogram key(KeyRef key) {
        return keys.get(key);
    }

    /**
     * The base key of a transaction.
     *
     * @throws HsmException REFUSED for a serial number that no terminal sends, UNSUPPORTED for responses and for AES
     */
    BoxCryptogram base(DukptKey key, Capability aes) {
        BoxCryptogram base = keys.get(key.base());
        DukptRules.require(key, base.cipher().usual());
        if (key.ksn().isAes()) {
            throw aes.missing(key.label());
        }
        if (key.way() == DukptKey.Way.RESPONSE) {
            throw Capability.DUKPT_TDES_RESPONSE.missing(key.label());
        }
        return base;
    }

    String keyText(KeyRef key) {
        return keys.get(key).text();
    }
}
