package org.pointwork.hsm;

import org.pointwork.hsm.HsmException.Fault;

/**
 * An application cryptogram with what it was made over.
 *
 * @param atc application transaction counter (tag 9F36), 0 to 65535
 * @param unpredictable the terminal's number (tag 9F37), 4 bytes
 * @param data what the cryptogram is over, unpadded, in the order of its version
 * @param cryptogram tag 9F26, 8 bytes
 */
public record ChipRequest(CryptogramVersion version, int atc, byte[] unpredictable, byte[] data, byte[] cryptogram) {
    public ChipRequest {
        if (atc < 0 || atc > 0xFFFF) {
            throw HsmException.refused(Fault.FORMAT, "a cryptogram", "a transaction counter is 0 to 65535");
        }
    }

    /**
     * The request as the keys of the script's next command see it: M/Chip and the EMV common session key count the
     * cryptogram up by one for each command after the first.
     */
    public ChipRequest next() {
        byte[] counted = cryptogram.clone();
        for (int i = counted.length - 1; i >= 0 && ++counted[i] == 0; i--) {}
        return new ChipRequest(version, atc, unpredictable, data, counted);
    }

    @Override
    public String toString() {
        return "cryptogram, version " + version + ", counter " + atc;
    }
}
