package org.pointwork.hsm.software;

import java.util.Arrays;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.TdesRules;
import org.pointwork.hsm.card.CardKey;
import org.pointwork.hsm.card.DerivedKey;

/** A key of a card or a session in memory, wiped when it is closed. */
final class SoftwareCardKey implements DerivedKey {
    private static final int HALF = 8;

    private final IssuerKey issuer;
    private final SoftwareKey key;

    private SoftwareCardKey(IssuerKey issuer, SoftwareKey key) {
        this.issuer = issuer;
        this.key = key;
    }

    /** A key of this value, but for its parity; takes a copy. */
    static SoftwareCardKey of(IssuerKey issuer, byte[] value) {
        byte[] odd = value.clone();
        TdesRules.setOddParity(odd);
        try {
            return new SoftwareCardKey(issuer, new SoftwareKey(issuer, KeyAlgorithm.TDES2, odd));
        } finally {
            Arrays.fill(odd, (byte) 0);
        }
    }

    /** The key that the parent's encryption of the data is. */
    static SoftwareCardKey derived(IssuerKey issuer, SoftwareKey parent, byte[] data) {
        byte[] value = parent.encrypt(data);
        try {
            return of(issuer, value);
        } finally {
            Arrays.fill(value, (byte) 0);
        }
    }

    @Override
    public SoftwareCardKey derive(byte[] data) {
        return derived(issuer, key, data);
    }

    @Override
    public byte[] mac(byte[] blocks) {
        return key.mac(MacAlgorithm.RETAIL, blocks, 0, blocks.length);
    }

    @Override
    public byte[] encipher(byte[] blocks) {
        return key.encrypt(blocks);
    }

    @Override
    public CardKey withCounter(int atc) {
        byte[] counted = key.clear().clone();
        putCounter(counted, HALF, atc);
        putCounter(counted, 2 * HALF, ~atc);
        try {
            return of(issuer, counted);
        } finally {
            Arrays.fill(counted, (byte) 0);
        }
    }

    private static void putCounter(byte[] value, int end, int atc) {
        value[end - 2] ^= (byte) (atc >> 8);
        value[end - 1] ^= (byte) atc;
    }

    @Override
    public byte[] tail() {
        return Arrays.copyOfRange(key.clear(), HALF / 2, HALF);
    }

    /** The value itself, for tests against published figures: not a copy. */
    byte[] clear() {
        return key.clear();
    }

    @Override
    public void close() {
        key.wipe();
    }
}
