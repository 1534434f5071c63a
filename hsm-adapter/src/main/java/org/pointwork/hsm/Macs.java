package org.pointwork.hsm;

/** Authentication of messages. */
public interface Macs {

    /**
     * A MAC over part of an array.
     *
     * @return as many bytes as {@link MacAlgorithm#lengthInBytes()} says
     */
    byte[] mac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length);

    /** Whether {@code mac} is the whole MAC of the data; takes the same time wherever the two differ. */
    boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac);
}
