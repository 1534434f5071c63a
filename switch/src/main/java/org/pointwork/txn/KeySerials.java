package org.pointwork.txn;

import java.util.regex.Pattern;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.dukpt.DukptRules;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.Fields;
import org.pointwork.security.MacKeys;
import org.pointwork.security.MessageMac;

/**
 * Reads key serial numbers: 24 hexadecimal digits for AES (ANSI X9.24-3); 20 for TDEA (ANSI X9.24-1), or 16 to 19 where a
 * terminal leaves out the Fs in front.
 */
final class KeySerials {
    private static final Pattern FORM = Pattern.compile("[0-9A-Fa-f]{16,20}|[0-9A-Fa-f]{24}");
    private static final int TDES_DIGITS = 20;

    private final Hsm hsm;
    private final Hsm toFinish;
    private final IsoCodec codec;
    private final int field;

    /** @param field the element with the key serial number */
    KeySerials(Hsm hsm, IsoCodec codec, int field) {
        this.hsm = hsm;
        this.toFinish = hsm.toFinish();
        this.codec = codec;
        this.field = field;
    }

    /** The keys of the transaction that a message names; none, with the element and the rule, where it names none. */
    TerminalKeys keys(BaseKey base, Fields message) {
        String digits = message.text(field).strip();
        if (!FORM.matcher(digits).matches()) {
            return none("a key serial number is 16 to 20 hexadecimal digits, or 24 for AES");
        }
        Ksn serial = new Ksn("F".repeat(Math.max(0, TDES_DIGITS - digits.length())) + digits);
        DukptKey pin = new DukptKey(base, serial, Way.REQUEST);
        try {
            DukptRules.require(pin, serial.isAes() ? KeyAlgorithm.AES256 : KeyAlgorithm.TDES2);
        } catch (HsmException e) {
            return none(e.getMessage());
        }
        MessageMac mac = new MessageMac(hsm, toFinish, new MacKeys.OfTransaction(base, serial), codec);
        return new TerminalKeys.OfTransaction(mac, pin, serial, field);
    }

    private TerminalKeys none(String why) {
        return new TerminalKeys.None(TerminalKeys.badSerial(field, why));
    }
}
