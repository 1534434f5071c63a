package org.pointwork.iso8583;

import java.util.function.Supplier;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;

/**
 * One way of writing ISO 8583 to bytes.
 *
 * @param name as configuration names it
 * @param packager jPOS's description of every element; packagers are stateless and shared
 * @param macLength bytes that the MAC field takes on the wire: 16 hexadecimal characters or 8 bytes
 */
public record Dialect(String name, ISOPackager packager, int macLength) {
    /** ISO 8583:1987, everything in ASCII, bitmap and binary elements in hexadecimal. */
    public static final Dialect ISO87_ASCII = of("iso87-ascii", ISO87APackager::new, 16);

    /** ISO 8583:1987, numbers in BCD, bitmap and binary elements as bytes. */
    public static final Dialect ISO87_BCD = of("iso87-bcd", ISO87BPackager::new, 8);

    private static Dialect of(String name, Supplier<ISOPackager> packager, int macLength) {
        return new Dialect(name, packager.get(), macLength);
    }

    public static Dialect named(String name) {
        return switch (name) {
            case "iso87-ascii" -> ISO87_ASCII;
            case "iso87-bcd" -> ISO87_BCD;
            default ->
                throw new IllegalArgumentException(
                        "no dialect is called \"" + name + "\"; there are iso87-ascii and iso87-bcd");
        };
    }

    public byte[] pack(ISOMsg message) {
        try {
            message.setPackager(packager);
            return message.pack();
        } catch (ISOException e) {
            throw new IllegalArgumentException("cannot be written as " + name + ": " + Scrubbed.reason(e), e);
        }
    }
}
