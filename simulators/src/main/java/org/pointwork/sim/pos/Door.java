package org.pointwork.sim.pos;

import java.util.Optional;
import org.pointwork.framing.Framing;
import org.pointwork.iso8583.Dialect;

/**
 * A way into a switch.
 *
 * @param name as scripts call it
 * @param sealsAlways whether every message carries a MAC; where not, one may
 * @param tls what it takes to shake hands, empty for plain TCP
 */
public record Door(String name, Dialect dialect, Framing framing, boolean sealsAlways, Optional<TlsFiles> tls) {
    private static final int LARGEST_FRAME_BYTES = 8 * 1024;

    /** ISO 8583:1987 ASCII, two bytes of length. */
    public static Door ascii() {
        return new Door("ascii", Dialect.ISO87_ASCII, framing("length2"), false, Optional.empty());
    }

    /** ISO 8583:1987 BCD, two bytes of length and a TPDU, a MAC on everything. */
    public static Door bcd() {
        return new Door("bcd", Dialect.ISO87_BCD, framing("length2-tpdu"), true, Optional.empty());
    }

    /** As {@link #ascii}, over mutual TLS. */
    public static Door tls(TlsFiles files) {
        return new Door("tls", Dialect.ISO87_ASCII, framing("length2"), false, Optional.of(files));
    }

    private static Framing framing(String name) {
        return Framing.named(name, LARGEST_FRAME_BYTES);
    }
}
