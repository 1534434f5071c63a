package org.pointwork.iso8583;

import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;

/** One way of writing ISO 8583 to bytes, on top of jPOS's description of every element. Immutable and shared. */
public final class Dialect {
    private static final int HIGHEST = 128;

    /** ISO 8583:1987, everything in ASCII, bitmap and binary elements in hexadecimal. */
    public static final Dialect ISO87_ASCII = new Dialect("iso87-ascii", new ISO87APackager(), true);

    /** ISO 8583:1987, numbers in BCD, bitmap and binary elements as bytes. */
    public static final Dialect ISO87_BCD = new Dialect("iso87-bcd", new ISO87BPackager(), false);

    private final String name;
    private final Head head;
    private final Element[] elements = new Element[HIGHEST + 1];

    private Dialect(String name, ISOBasePackager packager, boolean asciiHead) {
        this.name = name;
        this.head = new Head(asciiHead);
        for (int de = 2; de <= HIGHEST; de++) {
            elements[de] = Element.of(de, packager.getFieldPackager(de));
        }
    }

    /** @throws IllegalArgumentException naming the dialects there are */
    public static Dialect named(String name) {
        return switch (name) {
            case "iso87-ascii" -> ISO87_ASCII;
            case "iso87-bcd" -> ISO87_BCD;
            default ->
                throw new IllegalArgumentException(
                        "no dialect is called \"" + name + "\"; there are iso87-ascii and iso87-bcd");
        };
    }

    /** As configuration names it. */
    public String name() {
        return name;
    }

    /** Bytes that the MAC field takes on the wire: 16 hexadecimal characters or 8 bytes. */
    public int macLength() {
        return head.ascii() ? 16 : 8;
    }

    Head head() {
        return head;
    }

    Element element(int de) {
        return elements[de];
    }

    @Override
    public String toString() {
        return name;
    }
}
