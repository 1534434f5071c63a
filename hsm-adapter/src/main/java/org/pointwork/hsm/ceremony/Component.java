package org.pointwork.hsm.ceremony;

import java.util.Arrays;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.TdesRules;

/** A part of a key that says nothing about it without the others: the key is all parts XORed. Closing wipes it. */
final class Component implements AutoCloseable {
    private final byte[] bytes;

    private Component(byte[] bytes) {
        this.bytes = bytes;
    }

    /** What a key begins as before any component was added. */
    static Component nothing(KeyAlgorithm algorithm) {
        return new Component(new byte[algorithm.lengthInBytes()]);
    }

    /**
     * From hex digits, with blanks between them wherever they are; wipes what was typed.
     *
     * @throws HsmException REFUSED for FORMAT, LENGTH, or WEAK_KEY where all are zero: the others would be the key
     */
    static Component typed(KeyAlgorithm algorithm, char[] typed) {
        Component component = nothing(algorithm);
        try {
            component.fill(typed);
            return component;
        } catch (HsmException e) {
            component.close();
            throw e;
        } finally {
            Arrays.fill(typed, ' ');
        }
    }

    private void fill(char[] typed) {
        int digits = 0;
        int any = 0;
        for (char c : typed) {
            if (c == ' ') {
                continue;
            }
            int digit = Character.digit(c, 16);
            if (digit < 0 || c > 'f') {
                throw refused(Fault.FORMAT, "a component is hex digits");
            }
            if (digits == 2 * bytes.length) {
                throw wrongLength();
            }
            bytes[digits / 2] = (byte) (bytes[digits / 2] << 4 | digit);
            any |= digit;
            digits++;
        }
        if (digits != 2 * bytes.length) {
            throw wrongLength();
        }
        if (any == 0) {
            throw refused(Fault.WEAK_KEY, "a component of zeros");
        }
    }

    private HsmException wrongLength() {
        return refused(Fault.LENGTH, "a component has " + 2 * bytes.length + " digits");
    }

    private static HsmException refused(Fault fault, String rule) {
        return HsmException.refused(fault, "component", rule);
    }

    /** Adds another to this one. */
    void add(Component other) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] ^= other.bytes[i];
        }
    }

    /** Sets odd parity, which two components of odd parity lose and which changes no TDEA key. */
    void adjustParity() {
        TdesRules.setOddParity(bytes);
    }

    /** Its bytes, wiped by {@link #close}. */
    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "component of a key";
    }
}
