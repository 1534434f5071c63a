package org.pointwork.hsm.keyblock;

import java.util.regex.Pattern;

/**
 * An optional block of a key block's header, kept as text: authenticated, never enciphered (ANSI X9.143, 6.3.6).
 *
 * <pre>
 * | ID (2) | length of all (2, hex) | data |                         up to 255 characters
 * | ID (2) | 00 | 02 | length of all (4, hex) | data |               more
 * </pre>
 *
 * @param id two letters or digits, such as KS (key serial number), KC (check value of the key), KP (that of the protection
 *     key), IK, CT, HM, LB, TS, PB (padding)
 * @param data printable ASCII, at most 9,000 characters here, for a whole key block has 9,999
 */
public record OptionalBlock(String id, String data) {
    /** Fills the header up to whole blocks of the cipher. */
    public static final String PADDING = "PB";

    static final Pattern ID = Pattern.compile("[A-Za-z0-9]{2}");
    static final Pattern DATA = Pattern.compile("[ -~]*");
    private static final int SHORT_MOST = 0xFF;
    private static final int SHORT_EXTRA = 4;
    private static final int LONG_EXTRA = 10;
    private static final int MOST = 9_000;

    public OptionalBlock {
        if (!ID.matcher(id).matches()) {
            throw HeaderReader.malformed("the ID of an optional block is two letters or digits");
        }
        if (data.length() > MOST) {
            throw HeaderReader.tooLong("the data of an optional block has at most " + MOST + " characters");
        }
        if (!DATA.matcher(data).matches()) {
            throw HeaderReader.malformed("the data of an optional block is printable ASCII");
        }
    }

    /** As it stands in the header. */
    String text() {
        int inShort = data.length() + SHORT_EXTRA;
        return inShort <= SHORT_MOST
                ? "%s%02X%s".formatted(id, inShort, data)
                : "%s0002%04X%s".formatted(id, data.length() + LONG_EXTRA, data);
    }
}
