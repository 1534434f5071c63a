package org.pointwork.bench.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds many needles in one pass, after Wu and Manber (1994): the last three bytes of a window say how far the window
 * may move before any needle can end in it, so most bytes are never looked at.
 */
final class NeedleSearch {
    private static final int BLOCK = 3;
    private static final int TABLE_BITS = 16;
    private static final int SPREAD = 0x9E3779B1; // 2^32 / golden ratio: neighbours land far apart

    /** Where a needle was found in the bytes handed in. */
    interface Found {
        void at(int offset, Needle needle);
    }

    private final int window;
    private final int longest;
    private final byte[] shifts = new byte[1 << TABLE_BITS];
    private final List<List<Needle>> endingIn = new ArrayList<>();

    NeedleSearch(List<Needle> needles) {
        window = Math.min(
                Byte.MAX_VALUE,
                needles.stream().mapToInt(needle -> needle.bytes().length).min().orElse(BLOCK));
        longest =
                needles.stream().mapToInt(needle -> needle.bytes().length).max().orElse(BLOCK);
        if (window < BLOCK) {
            throw new IllegalArgumentException("a needle has at least " + BLOCK + " bytes");
        }
        Arrays.fill(shifts, (byte) (window - BLOCK + 1));
        for (int i = 0; i < shifts.length; i++) {
            endingIn.add(List.of());
        }
        needles.forEach(this::enter);
    }

    private void enter(Needle needle) {
        for (int end = BLOCK; end <= window; end++) {
            int slot = slot(needle.bytes(), end);
            shifts[slot] = (byte) Math.min(shifts[slot], window - end);
            if (end == window) {
                List<Needle> more = new ArrayList<>(endingIn.get(slot));
                more.add(needle);
                endingIn.set(slot, List.copyOf(more));
            }
        }
    }

    /** The most bytes a needle has. */
    int longest() {
        return longest;
    }

    /** Reports each needle that lies, with the halves of its neighbours, within the first {@code length} bytes. */
    void search(byte[] data, int length, Found found) {
        int end = window;
        while (end <= length) {
            int slot = slot(data, end);
            int shift = shifts[slot];
            if (shift > 0) {
                end += shift;
                continue;
            }
            int start = end - window;
            for (Needle needle : endingIn.get(slot)) {
                if (needle.isAt(data, start, length)) {
                    found.at(start, needle);
                }
            }
            end++;
        }
    }

    private static int slot(byte[] data, int end) {
        int block = (data[end - 3] & 0xFF) << 16 | (data[end - 2] & 0xFF) << 8 | data[end - 1] & 0xFF;
        return block * SPREAD >>> 32 - TABLE_BITS;
    }
}
