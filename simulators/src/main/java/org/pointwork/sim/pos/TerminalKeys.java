package org.pointwork.sim.pos;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinPad;
import org.pointwork.sim.wire.MacSeal;

/**
 * The keys of a demo terminal: MACs under {@code tak.demo}, PINs under {@code tpk.demo}.
 *
 * @param seal empty where the terminal has no HSM, and so no MAC
 * @param pinPad empty where it takes no PINs
 */
public record TerminalKeys(Optional<MacSeal> seal, Optional<PinPad> pinPad) {
    public static final TerminalKeys NONE = new TerminalKeys(Optional.empty(), Optional.empty());

    /** What terminals make MACs with. */
    public static final MacKey MAC_KEY = new MacKey("tak.demo");

    /** What they encipher PINs under. */
    public static final PinKey PIN_KEY = new PinKey("tpk.demo");

    public static TerminalKeys of(Optional<? extends Hsm> hsm, Optional<? extends PinPad> pinPad) {
        return new TerminalKeys(hsm.map(module -> new MacSeal(module, MAC_KEY)), pinPad.map(PinPad.class::cast));
    }

    /**
     * The enciphered PIN block for DE 52.
     *
     * @throws IllegalStateException where there is no PIN pad
     */
    public byte[] pinBlock(String pin, String pan) {
        PinPad pad = pinPad.orElseThrow(() -> new IllegalStateException("a PIN needs an HSM"));
        byte[] digits = pin.getBytes(StandardCharsets.US_ASCII);
        try {
            return pad.encipherPin(PIN_KEY, digits, pan.getBytes(StandardCharsets.US_ASCII));
        } finally {
            Arrays.fill(digits, (byte) 0);
        }
    }
}
