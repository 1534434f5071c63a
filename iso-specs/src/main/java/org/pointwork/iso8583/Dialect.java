package org.pointwork.iso8583;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** One way of writing ISO 8583 to bytes, read from its specification. Immutable and shared. */
public final class Dialect {
    static final int HIGHEST = 128;

    private static final String FILE = ".dialect";

    private static final Map<String, Dialect> READ = new ConcurrentHashMap<>();

    /** ISO 8583:1987, everything in ASCII, bitmap and binary elements in hexadecimal. */
    public static final Dialect ISO87_ASCII = named("iso87-ascii");

    /** ISO 8583:1987, numbers in BCD, bitmap and binary elements as bytes. */
    public static final Dialect ISO87_BCD = named("iso87-bcd");

    private final String name;
    private final Edition edition;
    private final Head head;
    private final Element[] elements;
    private final SortedMap<Integer, Dialect> parts;
    private final SortedMap<Integer, SubElements> subElements;

    /** @param elements by number, up to {@link #HIGHEST}; empty places are elements that this dialect does not have */
    Dialect(
            String name,
            Edition edition,
            Head head,
            Map<Integer, Element> elements,
            Map<Integer, Dialect> parts,
            Map<Integer, SubElements> subElements) {
        this.name = name;
        this.edition = edition;
        this.head = head;
        this.elements = new Element[HIGHEST + 1];
        elements.forEach((de, element) -> this.elements[de] = element);
        this.parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
        this.subElements = Collections.unmodifiableSortedMap(new TreeMap<>(subElements));
    }

    /**
     * @param name of one that we come with, or a file of somebody's own, ending in {@code .dialect}
     * @throws IllegalArgumentException naming the dialects there are, or file and line of what cannot be understood
     */
    public static Dialect named(String name) {
        Dialect known = READ.get(name);
        if (known != null) {
            return known;
        }
        if (name.endsWith(FILE)) {
            return inFile(Path.of(name).toAbsolutePath());
        }
        if (!Specifications.DIALECTS.contains(name)) {
            throw new IllegalArgumentException(
                    "no dialect is called \"" + name + "\"; there are " + String.join(", ", Specifications.DIALECTS));
        }
        Dialect read = Specifications.ours().dialect(name);
        READ.put(name, read);
        return read;
    }

    /** Names of the dialects that we come with. */
    public static List<String> names() {
        return Specifications.DIALECTS;
    }

    private static Dialect inFile(Path file) {
        String fileName = file.getFileName().toString();
        String name = fileName.substring(0, fileName.length() - FILE.length());
        return Specifications.in(file.getParent()).dialect(name);
    }

    /** As configuration names it. */
    public String name() {
        return name;
    }

    /** Bytes that a MAC takes on the wire in DE 64 or 128: 16 hexadecimal characters or 8 bytes. */
    public int macLength() {
        return elements[64].content().bytes(elements[64].maxLength());
    }

    Edition edition() {
        return edition;
    }

    Head head() {
        return head;
    }

    /** @throws FormatException where this dialect has no such element */
    Element expected(int de) throws FormatException {
        Element element = elements[de];
        if (element == null) {
            throw new FormatException(de, "is not an element of this dialect");
        }
        return element;
    }

    /** @throws IllegalArgumentException where this dialect has no such element */
    Element element(int de) {
        Element element = elements[de];
        if (element == null) {
            throw new IllegalArgumentException("DE " + de + " cannot be written: it is not an element of " + name);
        }
        return element;
    }

    boolean has(int de) {
        return elements[de] != null;
    }

    /** What an element is made of, where this dialect says so. */
    Optional<Dialect> parts(int de) {
        return Optional.ofNullable(parts.get(de));
    }

    /** Every element that is made of parts, with these, the lowest first. */
    SortedMap<Integer, Dialect> parts() {
        return parts;
    }

    /** Every element that is made of sub-elements with tags, with these, the lowest first. */
    SortedMap<Integer, SubElements> subElements() {
        return subElements;
    }

    @Override
    public String toString() {
        return name;
    }
}
