package org.pointwork.hsm;

import java.util.Optional;

/** PIN block formats of ISO 9564-1, and which may become which. */
public enum PinFormat {
    ISO_0(true),
    ISO_1(false),
    ISO_2(false),
    ISO_3(true),
    ISO_4(true);

    private final boolean boundToPan;

    PinFormat(boolean boundToPan) {
        this.boundToPan = boundToPan;
    }

    /**
     * The rule that forbids turning this format into another, empty where it is allowed. A block that carries the PAN
     * must not lose it: whoever could strip it could try one card's PIN block against another card.
     */
    public Optional<String> forbids(PinFormat to) {
        if (this == ISO_2 || to == ISO_2) {
            return Optional.of("ISO 9564-1: format 2 is for the chip alone and is never translated");
        }
        if (boundToPan && !to.boundToPan) {
            return Optional.of("ISO 9564-1: a format with the PAN (0, 3, 4) is never translated to one without (1)");
        }
        return Optional.empty();
    }
}
