package org.pointwork.testing;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.journal.PanSeal;

/** Seals without a token: the bytes are no longer what they were, and open where they were made for alone. */
public final class TestSeal implements PanSeal {
    private final AtomicInteger operations = new AtomicInteger();
    private volatile boolean broken;

    /** From now on it fails as a token that is gone does. */
    public void breakDown() {
        broken = true;
    }

    public void repair() {
        broken = false;
    }

    /** How often it sealed. */
    public int operations() {
        return operations.get();
    }

    @Override
    public byte[] seal(int node, long batch, byte[] clear) {
        if (broken) {
            throw new IllegalStateException("the token is gone");
        }
        operations.incrementAndGet();
        return turned(node, batch, clear);
    }

    @Override
    public Optional<byte[]> open(int node, long batch, byte[] sealed) {
        if (broken) {
            throw new IllegalStateException("the token is gone");
        }
        return Optional.of(turned(node, batch, sealed));
    }

    private static byte[] turned(int node, long batch, byte[] bytes) {
        byte[] turned = Arrays.copyOf(bytes, bytes.length);
        for (int i = 0; i < turned.length; i++) {
            turned[i] ^= (byte) (0x5A + node + (batch >> i % 8));
        }
        return turned;
    }
}
