package org.pointwork.hsm.host;

import java.util.Arrays;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipAnswer.Method1;
import org.pointwork.hsm.ChipAnswer.Method2;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.CryptogramVersion.Session;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.IssuerKey;

/** KQ where the session key is Visa's or Mastercard's own, KW where it is EMV's; KU and KY for the MAC of scripts. */
final class ChipCommands {
    private static final int CRYPTOGRAM = 8;
    private static final int LONGEST_DATA = 255;
    private static final int LONGEST_SCRIPT = 4_096;
    private static final int UNPREDICTABLE = 4;
    private static final int RESPONSE_CODE = 2;
    private static final int STATUS_UPDATE = 4;
    private static final int LONGEST_PROPRIETARY = 8;

    private static final String VERIFY = "0";
    private static final String VERIFY_AND_ANSWER_BY_1 = "1";
    private static final String VERIFY_AND_ANSWER_BY_2 = "3";

    private ChipCommands() {}

    static boolean verify(Caller caller, IssuerKey key, ChipCard card, ChipRequest request) {
        if (request.cryptogram().length != CRYPTOGRAM) {
            return false;
        }
        return caller.ask(key.label(), cryptogram(caller, key, card, request, VERIFY))
                .isVerified();
    }

    static byte[] answer(Caller caller, IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        requireLength(key, "a cryptogram", request.cryptogram(), CRYPTOGRAM, CRYPTOGRAM);
        return switch (answer) {
            case Method1(byte[] code) -> {
                requireLength(key, "a response code", code, RESPONSE_CODE, RESPONSE_CODE);
                HostCommand command = cryptogram(caller, key, card, request, VERIFY_AND_ANSWER_BY_1);
                yield caller.ask(key.label(), command.raw(code)).read(fields -> fields.raw("ARPC", CRYPTOGRAM));
            }
            case Method2(byte[] status, byte[] proprietary) -> {
                requireLength(key, "a card status update", status, STATUS_UPDATE, STATUS_UPDATE);
                requireLength(key, "proprietary data", proprietary, 0, LONGEST_PROPRIETARY);
                if (request.version().session() != Session.COMMON) {
                    throw new HsmException(Reason.UNSUPPORTED, key.label(), "KQ answers by method 1 alone");
                }
                HostCommand command = cryptogram(caller, key, card, request, VERIFY_AND_ANSWER_BY_2)
                        .raw(status)
                        .decimal(proprietary.length, 1)
                        .raw(proprietary);
                yield caller.ask(key.label(), command).read(fields -> fields.raw("ARPC", STATUS_UPDATE));
            }
        };
    }

    private static HostCommand cryptogram(
            Caller caller, IssuerKey key, ChipCard card, ChipRequest request, String mode) {
        byte[] data = padded(key, request);
        requireLength(key, "an unpredictable number", request.unpredictable(), UNPREDICTABLE, UNPREDICTABLE);
        boolean isCommon = request.version().session() == Session.COMMON;
        return new HostCommand(isCommon ? "KW" : "KQ")
                .ascii(mode)
                .ascii(scheme(request.version()))
                .ascii(caller.keyText(key))
                .raw(optionA(key, card))
                .number(request.atc(), 2)
                .raw(request.unpredictable())
                .hexadecimal(data.length, 2)
                .raw(data)
                .ascii(";")
                .raw(request.cryptogram());
    }

    private static String scheme(CryptogramVersion version) {
        return switch (version.session()) {
            case NONE -> "0";
            case MASTERCARD -> "1";
            case COMMON -> "2";
        };
    }

    /** The box adds zeros up to a block; the 80 of padding method 2 is ours to add. */
    private static byte[] padded(IssuerKey key, ChipRequest request) {
        byte[] data = request.data();
        requireLength(key, "what a cryptogram is over", data, 1, LONGEST_DATA - 1);
        if (request.version().padded()) {
            data = Arrays.copyOf(data, data.length + 1);
            data[data.length - 1] = (byte) 0x80;
        }
        return data;
    }

    static byte[] scriptMac(Caller caller, IssuerKey key, ChipCard card, ChipRequest request, byte[] script) {
        requireLength(key, "a script command", script, 1, LONGEST_SCRIPT);
        boolean isCommon = request.version().session() == Session.COMMON;
        HostCommand command = new HostCommand(isCommon ? "KY" : "KU").ascii("0");
        if (!isCommon) {
            command.ascii(scheme(request.version()));
        }
        command.ascii(caller.keyText(key))
                .raw(optionA(key, card))
                .raw(sessionData(key, request))
                .hexadecimal(script.length, 4)
                .raw(script)
                .ascii(";");
        return caller.ask(key.label(), command).read(fields -> fields.raw("MAC", CRYPTOGRAM));
    }

    /** The counter behind zeros for Visa's own session keys, the cryptogram for all others. */
    private static byte[] sessionData(IssuerKey key, ChipRequest request) {
        if (request.version().session() == Session.NONE) {
            byte[] counter = new byte[CRYPTOGRAM];
            counter[CRYPTOGRAM - 2] = (byte) (request.atc() >> 8);
            counter[CRYPTOGRAM - 1] = (byte) request.atc();
            return counter;
        }
        requireLength(key, "a cryptogram", request.cryptogram(), CRYPTOGRAM, CRYPTOGRAM);
        return request.cryptogram();
    }

    /** Option B differs from A for PANs of more than 16 digits with their sequence number. */
    private static byte[] optionA(IssuerKey key, ChipCard card) {
        if (card.option() == ChipCard.Option.B && card.panDigits().length + 2 > 16) {
            throw new HsmException(
                    Reason.UNSUPPORTED, key.label(), "PAN and sequence number go to the box as 16 digits: option A");
        }
        return Account.card(key.label(), card.panDigits(), card.sequence());
    }

    private static void requireLength(IssuerKey key, String what, byte[] bytes, int least, int most) {
        if (bytes.length < least || bytes.length > most) {
            throw HsmException.refused(
                    Fault.LENGTH,
                    key.label(),
                    what + " has " + (least == most ? "" + least : least + " to " + most) + " bytes");
        }
    }
}
