package org.pointwork.sim.pos;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
    /** A standard door, before it is known where its TLS files are. */
    public record Kind(String name, String dialect, String framing, boolean sealsAlways, boolean hasTls) {
        static Kind plain(String name, String dialect, String framing) {
            return new Kind(name, dialect, framing, false, false);
        }

        Door with(Optional<TlsFiles> files) {
            return new Door(name, Dialect.named(dialect), Framing.named(framing), sealsAlways, files);
        }
    }

    /** The three of the demo, and one for each dialect beside them, in framings that their networks use. */
    private static final Map<String, Kind> STANDARD = List.of(
                    Kind.plain("ascii", "iso87-ascii", "length2"),
                    new Kind("bcd", "iso87-bcd", "length2-tpdu", true, false),
                    new Kind("tls", "iso87-ascii", "length2", false, true),
                    Kind.plain("registered", "iso87-ascii", "length2"),
                    Kind.plain("host", "iso87-ascii", "length2"),
                    Kind.plain("ascii-bits", "iso87-ascii-bits", "length4"),
                    Kind.plain("ebcdic", "iso87-ebcdic", "length2-inclusive"),
                    Kind.plain("iso93", "iso93-ascii", "ascii4"),
                    Kind.plain("iso93-binary", "iso93-binary", "length4-inclusive"),
                    Kind.plain("iso2003", "iso2003", "length2"),
                    Kind.plain("base1", "base1", "length2-base1"),
                    Kind.plain("cis", "cis", "length2"),
                    Kind.plain("base24", "base24", "ascii4-base24"),
                    Kind.plain("postbridge", "postbridge", "length2"))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Kind::name, Function.identity()));

    /** ISO 8583:1987 ASCII, two bytes of length. */
    public static Door ascii() {
        return kind("ascii").with(Optional.empty());
    }

    /** ISO 8583:1987 BCD, two bytes of length and a TPDU, a MAC on everything. */
    public static Door bcd() {
        return kind("bcd").with(Optional.empty());
    }

    /** As {@link #ascii}, over mutual TLS. */
    public static Door tls(TlsFiles files) {
        return kind("tls").with(Optional.of(files));
    }

    /** What standard doors are called. */
    public static Set<String> names() {
        return STANDARD.keySet();
    }

    /** @throws IllegalArgumentException where no standard door is called so, naming those there are */
    public static Kind kind(String name) {
        Kind kind = STANDARD.get(name);
        if (kind == null) {
            throw new IllegalArgumentException("no door is called \"" + name + "\"; there are "
                    + String.join(", ", names().stream().sorted().toList()));
        }
        return kind;
    }

    /** A standard door; empty for one with TLS where there are no files for it. */
    public static Optional<Door> named(String name, Optional<TlsFiles> files) {
        Kind kind = kind(name);
        return kind.hasTls()
                ? files.map(given -> kind.with(Optional.of(given)))
                : Optional.of(kind.with(Optional.empty()));
    }
}
