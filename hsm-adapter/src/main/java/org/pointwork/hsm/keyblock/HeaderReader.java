package org.pointwork.hsm.keyblock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;

/** Reads headers of key blocks: each character once, and says what is wrong without repeating it. */
final class HeaderReader {
    private static final String SUBJECT = "key block";
    private static final Pattern FIXED = Pattern.compile("[A-Za-z0-9]{16}");
    private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]+");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{2}");

    private final String text;
    private int at;

    private HeaderReader(String text) {
        this.text = text;
    }

    /** @param length characters that the header takes, optional blocks included */
    record Read(KeyBlockHeader header, int length) {}

    /** @throws HsmException REFUSED for LENGTH or FORMAT */
    static Read read(String text) {
        return new HeaderReader(text).read();
    }

    private Read read() {
        if (text.length() < KeyBlockHeader.LENGTH) {
            throw tooLong("a header has " + KeyBlockHeader.LENGTH + " characters at least");
        }
        String fixed = next(KeyBlockHeader.LENGTH, "a header");
        if (!FIXED.matcher(fixed).matches()) {
            throw malformed("a header has letters and digits only");
        }
        KeyBlockVersion version = Arrays.stream(KeyBlockVersion.values())
                .filter(known -> fixed.startsWith(known.name()))
                .findFirst()
                .orElseThrow(() -> malformed("the version is A, B, C or D"));
        String count = fixed.substring(12, 14);
        if (!DECIMAL.matcher(count).matches()) {
            throw malformed("the number of optional blocks is two digits");
        }
        List<OptionalBlock> optional = new ArrayList<>();
        for (int i = Integer.parseInt(count); i > 0; i--) {
            optional.add(optional());
        }
        KeyBlockHeader header = new KeyBlockHeader(
                version,
                fixed.substring(5, 7),
                fixed.charAt(7),
                fixed.charAt(8),
                fixed.substring(9, 11),
                fixed.charAt(11),
                optional);
        return new Read(header, at);
    }

    private OptionalBlock optional() {
        int begin = at;
        String id = next(2, "the ID of an optional block");
        int length = hex(2, "the length of an optional block");
        if (length == 0) {
            int digits = 2 * hex(2, "the length of an optional block's length");
            if (digits == 0) {
                throw malformed("the length of an optional block's length is not 0");
            }
            length = hex(digits, "the length of an optional block");
        }
        int data = length - (at - begin);
        if (data < 0) {
            throw malformed("the length of an optional block counts its ID and length too");
        }
        return new OptionalBlock(id, next(data, "the data of an optional block"));
    }

    private int hex(int digits, String what) {
        String number = next(digits, what);
        if (!HEX.matcher(number).matches() || Long.parseUnsignedLong(lastDigits(number), 16) > KeyBlock.MOST) {
            throw malformed(what + " is hex, and no more than a key block can have");
        }
        return Integer.parseInt(lastDigits(number), 16);
    }

    /** Leading zeros are allowed, in any number. */
    private static String lastDigits(String number) {
        String significant = number.replaceFirst("^0+(?=.)", "");
        return significant.length() > 4 ? "FFFF" : significant;
    }

    private String next(int length, String what) {
        if (length > text.length() - at) {
            throw malformed(what + " is cut short");
        }
        String next = text.substring(at, at + length);
        at += length;
        return next;
    }

    static HsmException malformed(String rule) {
        return HsmException.refused(Fault.FORMAT, SUBJECT, rule);
    }

    static HsmException tooLong(String rule) {
        return HsmException.refused(Fault.LENGTH, SUBJECT, rule);
    }
}
