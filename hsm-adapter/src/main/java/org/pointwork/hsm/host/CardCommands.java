package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.IssuerKey;

/** CW and CY for static codes, PM for dynamic ones. */
final class CardCommands {
    private static final int CODE = 3;
    private static final int LONGEST_CODE = 5;
    private static final int LONGEST_TRACK = 255;

    private CardCommands() {}

    static byte[] code(Caller caller, CvvKey key, CardCode over) {
        HostCommand command = new HostCommand("CW").ascii(caller.keyText(key));
        return caller.ask(key.label(), over(command, key, over))
                .read(fields -> fields.text("CVV", CODE).getBytes(US_ASCII));
    }

    static boolean verify(Caller caller, CvvKey key, CardCode over, byte[] digits) {
        if (!areDigits(digits, CODE, CODE)) {
            return false;
        }
        HostCommand command = new HostCommand("CY").ascii(caller.keyText(key)).raw(digits);
        return caller.ask(key.label(), over(command, key, over)).isVerified();
    }

    private static HostCommand over(HostCommand command, CvvKey key, CardCode over) {
        return command.ascii(Account.pan(key.label(), over.panDigits()))
                .ascii(";")
                .ascii(over.expiry())
                .ascii(over.serviceCode());
    }

    static boolean verify(Caller caller, IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        if (over.kind() == DynamicCode.Kind.DCVV) {
            throw new HsmException(
                    Reason.UNSUPPORTED,
                    key.label(),
                    "PM makes a dCVV with the key for cryptograms, not with one of its own");
        }
        if (card.sequence() != 0) {
            throw new HsmException(Reason.UNSUPPORTED, key.label(), "PM takes a card to have no sequence number");
        }
        if (over.track().length > LONGEST_TRACK) {
            throw HsmException.refused(
                    Fault.LENGTH, key.label(), "track data for a CVC3 is at most " + LONGEST_TRACK + " bytes");
        }
        if (!areDigits(digits, CODE, LONGEST_CODE)) {
            return false;
        }
        HostCommand command = new HostCommand("PM")
                .ascii("10")
                .ascii(caller.keyText(key))
                .ascii(card.option().name())
                .ascii(Account.pan(key.label(), card.panDigits()))
                .ascii(";")
                .hexadecimal(over.track().length, 2)
                .raw(over.track())
                .ascii(";")
                .hex(over.unpredictable())
                .decimal(over.atc(), 5)
                .decimal(digits.length, 1)
                .raw(digits);
        return caller.ask(key.label(), command).isVerified();
    }

    private static boolean areDigits(byte[] code, int least, int most) {
        boolean are = code.length >= least && code.length <= most;
        for (byte digit : code) {
            are &= digit >= '0' && digit <= '9';
        }
        return are;
    }
}
