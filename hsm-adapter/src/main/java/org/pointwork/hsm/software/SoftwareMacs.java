package org.pointwork.hsm.software;

import java.security.MessageDigest;
import java.util.Objects;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.Macs;

/** MACs with keys in memory. */
final class SoftwareMacs implements Macs {
    private final SoftwareKeys keys;
    private final SoftwareDukpt dukpt;

    SoftwareMacs(SoftwareKeys keys, SoftwareDukpt dukpt) {
        this.keys = keys;
        this.dukpt = dukpt;
    }

    @Override
    public byte[] mac(MacSource under, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        return switch (under) {
            case MacKey key -> keys.get(key).mac(algorithm, data, offset, length);
            case DukptKey key -> dukpt.with(key, it -> it.mac(key.way(), algorithm, data, offset, length));
        };
    }

    @Override
    public boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        return MessageDigest.isEqual(mac(key, algorithm, data, offset, length), mac);
    }
}
