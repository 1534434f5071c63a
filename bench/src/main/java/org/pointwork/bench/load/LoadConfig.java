package org.pointwork.bench.load;

import java.time.Duration;
import java.util.Optional;

/**
 * One run of the generator.
 *
 * @param port of the switch, on 127.0.0.1
 * @param connections each plays one terminal
 * @param window requests that a connection keeps under way, closed loop; not looked at in an open loop
 * @param ratePerSecond requests a second over all connections whether answered or not: an open loop; 0 for a closed one
 * @param surgePerSecond requests a second in an open loop's measured time, with as long a calm time at
 *     {@code ratePerSecond} on either side; 0 for none
 * @param warmUp sent in the same way and not measured
 * @param measured what the figures are about
 * @param drain how long answers are waited for after that
 * @param seals keys of the terminals, empty for messages without PIN and MAC
 */
public record LoadConfig(
        int port,
        int connections,
        int window,
        int ratePerSecond,
        int surgePerSecond,
        Duration warmUp,
        Duration measured,
        Duration drain,
        Optional<TerminalSecrets> seals) {

    /** Double-length keys, 16 bytes each. */
    public record TerminalSecrets(byte[] pinKey, byte[] macKey) {
        @Override
        public String toString() {
            return "terminal keys";
        }
    }

    public boolean isOpenLoop() {
        return ratePerSecond > 0;
    }

    public boolean hasSurge() {
        return surgePerSecond > 0;
    }
}
