package org.pointwork.iso8583;

import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/**
 * How the card was read and its holder verified: sixteen bytes of bits in DE 22 of jPOS-CMF against DE 22 of 1987. The
 * first byte says how the card was read; the fifth, what was verified; 1987 has one code for each.
 *
 * @param entry the first byte, in hexadecimal, to the first two digits of DE 22 and back
 * @param pin the fifth byte to its third digit and back
 */
record ReadMethodConversion(int de, PosDataConversion.Codes entry, PosDataConversion.Codes pin) implements Conversion {
    private static final int ENTRY_MODE = 22;
    private static final int BYTES = 16;
    private static final int VERIFICATION = 4;

    @Override
    public int[] becomes() {
        return new int[] {ENTRY_MODE};
    }

    @Override
    public void toCanonical(Mti mti, Fields read, Fields.Editor canonical) {
        byte[] bits = read.bytes(de);
        if (bits.length == BYTES) {
            canonical.set(
                    ENTRY_MODE,
                    entry.in(String.format("%02X", bits[0])) + pin.in(String.format("%02X", bits[VERIFICATION])));
        }
    }

    @Override
    public void fromCanonical(Mti mti, Fields canonical, Fields.Editor written) {
        String mode = canonical.text(ENTRY_MODE);
        if (mode.length() == 3) {
            byte[] bits = new byte[BYTES];
            bits[0] = (byte) Integer.parseInt(entry.out(mode.substring(0, 2)), 16);
            bits[VERIFICATION] = (byte) Integer.parseInt(pin.out(mode.substring(2)), 16);
            written.set(de, bits);
        }
    }
}
