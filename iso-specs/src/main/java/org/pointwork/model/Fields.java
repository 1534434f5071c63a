package org.pointwork.model;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The data elements of a message as they came, by number: immutable, so a step cannot change what another reads. Holds
 * what the switch has no opinion on, so that it travels untouched. {@link #toString} names the elements and shows none.
 */
public final class Fields {
    public static final Fields NONE = new Fields(0, 0, new Object[0], Optional.empty());
    private static final int HIGHEST = 128;

    private final long first; // elements 1 to 64, element 1 in the highest bit, as a bitmap has them
    private final long second; // elements 65 to 128 likewise
    private final Object[] values; // of the elements that are there, in their order: a String or a byte[]

    private final Optional<Later> later;

    private Fields(long first, long second, Object[] values, Optional<Later> later) {
        this.first = first;
        this.second = second;
        this.values = values;
        this.later = later;
    }

    /** What came with these from a later edition, {@link Later#NOTHING} for most. */
    public Later later() {
        return later.orElse(Later.NOTHING);
    }

    public boolean has(int de) {
        return has(first, second, de);
    }

    /** The element as text, empty where absent or binary. */
    public String text(int de) {
        return has(de) && value(de) instanceof String text ? text : "";
    }

    /** A copy of a binary element, empty where absent or text. */
    public byte[] bytes(int de) {
        return has(de) && value(de) instanceof byte[] bytes ? bytes.clone() : new byte[0];
    }

    /** Characters or bytes that it has, 0 where absent. */
    public int length(int de) {
        if (!has(de)) {
            return 0;
        }
        return value(de) instanceof byte[] bytes ? bytes.length : text(de).length();
    }

    public boolean isBinary(int de) {
        return has(de) && value(de) instanceof byte[];
    }

    /** The first element from this number on, -1 where there is none: for loops, as {@link BitSet#nextSetBit}. */
    public int next(int from) {
        if (from <= 64) {
            long left = first & -1L >>> Math.max(from, 1) - 1;
            if (left != 0) {
                return 1 + Long.numberOfLeadingZeros(left);
            }
        }
        long left = from > HIGHEST ? 0 : second & -1L >>> Math.max(from, 65) - 65;
        return left == 0 ? -1 : 65 + Long.numberOfLeadingZeros(left);
    }

    /** The number of the last element, 0 where there is none. */
    public int highest() {
        return second != 0
                ? HIGHEST - Long.numberOfTrailingZeros(second)
                : first != 0 ? 64 - Long.numberOfTrailingZeros(first) : 0;
    }

    /** Which of elements 1 to 64 are there, element 1 in the highest bit. */
    public long first() {
        return first;
    }

    /** Which of elements 65 to 128 are there, element 65 in the highest bit. */
    public long second() {
        return second;
    }

    public BitSet present() {
        BitSet present = new BitSet();
        for (int de = next(1); de >= 0; de = next(de + 1)) {
            present.set(de);
        }
        return present;
    }

    public Fields with(int de, String text) {
        return edit().set(de, text).done();
    }

    public Fields without(int... elements) {
        return edit().drop(elements).done();
    }

    public Editor edit() {
        return new Editor(this);
    }

    private Object value(int de) {
        return values[before(first, second, de)];
    }

    private static boolean has(long first, long second, int de) {
        return de >= 1 && de <= HIGHEST && ((de <= 64 ? first : second) & bit(de)) != 0;
    }

    private static long bit(int de) {
        return Long.MIN_VALUE >>> de - 1; // a shift counts modulo 64
    }

    /** How many elements come before one: where its value stands, or belongs. */
    private static int before(long first, long second, int de) {
        long lower = ~(-1L >>> de - 1);
        return de <= 64 ? Long.bitCount(first & lower) : Long.bitCount(first) + Long.bitCount(second & lower);
    }

    @Override
    public String toString() {
        return present().stream().mapToObj(Integer::toString).collect(Collectors.joining(",", "DE[", "]"));
    }

    /** Changes several elements with one copy, made at the first change. */
    public static final class Editor {
        private static final int ROOM = 20;

        private long first;
        private long second;
        private Object[] values;
        private Optional<Later> later;
        private boolean shared = true; // the values are somebody's who must not see them change

        private Editor(Fields start) {
            first = start.first;
            second = start.second;
            values = start.values;
            later = start.later;
        }

        public Editor later(Later other) {
            later = other.edition().isEmpty() ? Optional.empty() : Optional.of(other);
            return this;
        }

        /** @throws IndexOutOfBoundsException where there is no such element: there are 1 to 128 */
        public Editor set(int de, String text) {
            return put(de, Objects.requireNonNull(text));
        }

        /** Takes a copy. */
        public Editor set(int de, byte[] bytes) {
            return put(de, bytes.clone());
        }

        /** Carries an element over, and leaves this one's alone where the other has none. */
        public Editor copy(int de, Fields from) {
            return from.has(de) ? put(de, from.value(de)) : this;
        }

        public Editor drop(int... elements) {
            for (int de : elements) {
                if (has(first, second, de)) {
                    remove(de);
                }
            }
            return this;
        }

        public Fields done() {
            shared = true;
            return new Fields(first, second, values, later);
        }

        private Editor put(int de, Object value) {
            if (de < 1 || de > HIGHEST) {
                throw new IndexOutOfBoundsException("there is no DE " + de);
            }
            int count = count();
            int at = before(first, second, de);
            boolean isNew = !has(first, second, de);
            own(isNew && count == values.length ? count + ROOM : values.length);
            if (isNew) {
                System.arraycopy(values, at, values, at + 1, count - at);
                mark(de);
            }
            values[at] = value;
            return this;
        }

        private void remove(int de) {
            int at = before(first, second, de);
            own(values.length);
            System.arraycopy(values, at + 1, values, at, count() - at - 1);
            values[count() - 1] = null;
            mark(de);
        }

        private int count() {
            return Long.bitCount(first) + Long.bitCount(second);
        }

        private void mark(int de) {
            if (de <= 64) {
                first ^= bit(de);
            } else {
                second ^= bit(de);
            }
        }

        private void own(int capacity) {
            if (shared || capacity > values.length) {
                values = Arrays.copyOf(values, capacity);
                shared = false;
            }
        }
    }
}
