package org.pointwork.model;

import java.util.BitSet;
import java.util.stream.Collectors;

/**
 * The data elements of a message as they came, by number: immutable, so a step cannot change what another reads. Holds
 * what the switch has no opinion on, so that it travels untouched. {@link #toString} names the elements and shows none.
 */
public final class Fields {
    public static final Fields NONE = new Fields(new Object[0]);
    private static final int HIGHEST = 128;

    private final Object[] values; // index = DE; a String, a byte[] or nothing

    private Fields(Object[] values) {
        this.values = values;
    }

    public boolean has(int de) {
        return de < values.length && values[de] != null;
    }

    /** The element as text, empty where absent or binary. */
    public String text(int de) {
        return has(de) && values[de] instanceof String text ? text : "";
    }

    /** A copy of a binary element, empty where absent or text. */
    public byte[] bytes(int de) {
        return has(de) && values[de] instanceof byte[] bytes ? bytes.clone() : new byte[0];
    }

    public boolean isBinary(int de) {
        return has(de) && values[de] instanceof byte[];
    }

    public BitSet present() {
        BitSet present = new BitSet();
        for (int de = 0; de < values.length; de++) {
            present.set(de, values[de] != null);
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
        return new Editor(values);
    }

    @Override
    public String toString() {
        return present().stream().mapToObj(Integer::toString).collect(Collectors.joining(",", "DE[", "]"));
    }

    /** Changes several elements with one copy. */
    public static final class Editor {
        private final Object[] values = new Object[HIGHEST + 1];

        private Editor(Object[] start) {
            System.arraycopy(start, 0, values, 0, start.length);
        }

        public Editor set(int de, String text) {
            values[de] = text;
            return this;
        }

        public Editor set(int de, byte[] bytes) {
            values[de] = bytes.clone();
            return this;
        }

        /** Carries an element over, and leaves this one's alone where the other has none. */
        public Editor copy(int de, Fields from) {
            if (from.has(de)) {
                values[de] = from.values[de];
            }
            return this;
        }

        public Editor drop(int... elements) {
            for (int de : elements) {
                values[de] = null;
            }
            return this;
        }

        public Fields done() {
            return new Fields(values.clone());
        }
    }
}
