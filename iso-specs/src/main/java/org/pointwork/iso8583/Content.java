package org.pointwork.iso8583;

/** How the value of an element is coded. */
enum Content {
    /** Characters; of a fixed length, with blanks after them. */
    TEXT("", false),
    /** Characters of a fixed length, with zeros before them. */
    NUMBER("", false),
    /** C or D as a character, then as a number. */
    SIGN_NUMBER("", false),
    EBCDIC_TEXT(" ebcdic", false),
    EBCDIC_NUMBER(" ebcdic", false),
    EBCDIC_SIGN_NUMBER(" ebcdic", false),
    /** Two hexadecimal characters a byte. */
    HEX(" hex", true),
    EBCDIC_HEX(" ebcdic hex", true),
    BYTES(" bytes", true),
    /** Bytes of a length that varies, which the model holds as text of one character a byte. */
    RAW(" bytes", false),
    /** As RAW; chip data that an ASCII dialect carried in hexadecimal is written in bytes. */
    TLV(" bytes", false),
    /** An odd number of digits begins with a zero nibble. */
    BCD_LEFT_PADDED(" bcd", false),
    /** An odd number of digits ends with a nibble of 0, or F where a terminal pads as tracks are padded. */
    BCD_RIGHT_PADDED(" bcd", false),
    /** C or D as a character, then BCD. */
    SIGN_BCD(" sign+bcd", false);

    private final String units;
    private final boolean binary;

    Content(String units, boolean binary) {
        this.units = units;
        this.binary = binary;
    }

    /** As a description ends: what a length counts, where that is not characters. */
    String units() {
        return units;
    }

    boolean isBinary() {
        return binary;
    }

    boolean isSigned() {
        return this == SIGN_NUMBER || this == EBCDIC_SIGN_NUMBER || this == SIGN_BCD;
    }

    /** Whether a fixed place is filled with blanks, so that blanks at a value's end say nothing. */
    boolean isBlankPadded() {
        return this == TEXT || this == EBCDIC_TEXT;
    }

    /** That a value takes on the wire. */
    int bytes(int length) {
        return switch (this) {
            case TEXT, NUMBER, SIGN_NUMBER, EBCDIC_TEXT, EBCDIC_NUMBER, EBCDIC_SIGN_NUMBER, BYTES, RAW, TLV -> length;
            case HEX, EBCDIC_HEX -> length * 2;
            case BCD_LEFT_PADDED, BCD_RIGHT_PADDED -> (length + 1) / 2;
            case SIGN_BCD -> 1 + length / 2;
        };
    }
}
