package org.pointwork.iso8583;

import java.util.Arrays;
import java.util.Random;

/** Spoils a message as lines, programs and attackers do: a bit, a byte, a length that lies, a piece too much or too few. */
final class Mutator {
    private static final byte[] TELLING = {0, -1, 0x7F, (byte) 0x80, '0', '9', ' ', 'F', (byte) 0xF0, (byte) 0xF9};

    private Mutator() {}

    static byte[] mutated(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes = bytes.length == 0 ? new byte[random.nextInt(20)] : once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        int at = random.nextInt(bytes.length);
        int length = 1 + random.nextInt(bytes.length - at);
        switch (random.nextInt(7)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> changed[at] = TELLING[random.nextInt(TELLING.length)];
            case 3 -> changed[random.nextInt(Math.min(40, bytes.length))] ^= (byte) (1 << random.nextInt(8));
            case 4 -> changed = Arrays.copyOf(bytes, at);
            case 5 -> {
                changed = Arrays.copyOf(bytes, bytes.length + length);
                System.arraycopy(bytes, at, changed, bytes.length, length);
            }
            default -> {
                changed = Arrays.copyOf(bytes, bytes.length - length);
                System.arraycopy(bytes, at + length, changed, at, bytes.length - at - length);
            }
        }
        return changed;
    }
}
