package org.pointwork.hsm.host;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.card.CardRules;

/** CW and CY. */
final class CardCommands {
    private static final int CODE = 3;

    private CardCommands() {}

    static byte[] code(Caller caller, CvvKey key, CardCode over) {
        HostCommand command = new HostCommand("CW").ascii(caller.keyText(key));
        return caller.ask(key.label(), over(command, key, over))
                .read(fields -> fields.text("CVV", CODE).getBytes(US_ASCII));
    }

    static boolean verify(Caller caller, CvvKey key, CardCode over, byte[] digits) {
        CardRules.requireCode(key.label(), digits, CODE, CODE);
        HostCommand command = new HostCommand("CY").ascii(caller.keyText(key)).raw(digits);
        return caller.ask(key.label(), over(command, key, over)).isVerified();
    }

    private static HostCommand over(HostCommand command, CvvKey key, CardCode over) {
        CardRules.require(key, over);
        return command.ascii(Account.pan(key.label(), over.panDigits()))
                .ascii(";")
                .ascii(over.expiry())
                .ascii(over.serviceCode());
    }
}
