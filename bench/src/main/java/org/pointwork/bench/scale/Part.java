package org.pointwork.bench.scale;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What there is a lot of. */
public enum Part {
    TERMINALS("idle terminals over mutual TLS, then one message of each at once"),
    ROUTES("many partners, each with its Camel routes and card prefixes, against few"),
    LINKS("many issuer links against few"),
    JOURNAL("insert and duplicate check in a full journal against an empty one");

    private final String what;

    Part(String what) {
        this.what = what;
    }

    /** As the options and the JSON have it: {@code terminals}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String what() {
        return what;
    }

    public static Optional<Part> named(String label) {
        return Arrays.stream(values())
                .filter(part -> part.label().equals(label))
                .findFirst();
    }
}
