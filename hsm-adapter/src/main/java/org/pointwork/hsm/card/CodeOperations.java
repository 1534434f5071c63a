package org.pointwork.hsm.card;

import java.security.MessageDigest;
import java.util.Arrays;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.DynamicCode;

/** CVC3 and dCVV, on whatever holds the issuer's key. */
public final class CodeOperations {
    private CodeOperations() {}

    /** Whether the digits are the last ones of the transaction's code; takes the same time wherever they differ. */
    public static boolean verify(Deriver issuer, ChipCard card, DynamicCode over, byte[] digits) {
        byte[] code = code(issuer, card, over);
        try {
            byte[] last = Arrays.copyOfRange(code, code.length - digits.length, code.length);
            return MessageDigest.isEqual(last, digits);
        } finally {
            Arrays.fill(code, (byte) 0);
        }
    }

    private static byte[] code(Deriver issuer, ChipCard card, DynamicCode over) {
        try (var own = issuer.derive(Derivation.master(card))) {
            return switch (over.kind()) {
                case CVC3 -> cvc3(own, over);
                case DCVV -> CodeData.digits(own.mac(CodeData.ofDcvv(card.panDigits(), over)));
            };
        }
    }

    /** The last two bytes of the track's MAC, the terminal's number and the counter, enciphered. */
    private static byte[] cvc3(CardKey own, DynamicCode over) {
        byte[] mac = own.mac(Padding.method2(over.track()));
        byte[] number = over.unpredictable();
        byte[] block = {
            mac[6], mac[7], number[0], number[1], number[2], number[3], (byte) (over.atc() >> 8), (byte) over.atc()
        };
        return CodeData.number(own.encipher(block));
    }
}
