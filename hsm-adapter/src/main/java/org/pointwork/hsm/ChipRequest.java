package org.pointwork.hsm;

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
            throw new IllegalArgumentException("a transaction counter is 0 to 65535");
        }
    }

    @Override
    public String toString() {
        return "cryptogram, version " + version + ", counter " + atc;
    }
}
