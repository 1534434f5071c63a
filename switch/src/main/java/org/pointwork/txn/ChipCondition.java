package org.pointwork.txn;

import java.util.HexFormat;
import java.util.Optional;
import org.pointwork.iso8583.BerTlv;

/**
 * What an object of DE 55 must say (EMV book 3, annex C): under a mask, so that single bits can be asked for. A payment
 * without DE 55, or without the object, does not meet it.
 *
 * @param tag hexadecimal: {@code 9F27}
 * @param mask hexadecimal, as long as the object: the bits that are looked at
 * @param value hexadecimal, as long as the mask: what those bits are
 */
public record ChipCondition(String tag, String mask, String value) {
    public ChipCondition {
        if (!tag.matches("([0-9A-Fa-f]{2}){1,3}")
                || !mask.matches("([0-9A-Fa-f]{2}){1,32}")
                || !value.matches("[0-9A-Fa-f]*")
                || value.length() != mask.length()) {
            throw new IllegalArgumentException(
                    "a chip condition has a tag, and a mask and a value of one length, all hexadecimal");
        }
    }

    boolean holds(String chipData) {
        Optional<byte[]> object = BerTlv.find(chipData, Integer.parseInt(tag, 16));
        byte[] bits = HexFormat.of().parseHex(mask);
        byte[] wanted = HexFormat.of().parseHex(value);
        if (object.isEmpty() || object.get().length != bits.length) {
            return false;
        }
        for (int i = 0; i < bits.length; i++) {
            if ((object.get()[i] & bits[i]) != (wanted[i] & bits[i])) {
                return false;
            }
        }
        return true;
    }
}
