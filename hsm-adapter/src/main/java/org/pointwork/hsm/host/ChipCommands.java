package org.pointwork.hsm.host;

import java.nio.ByteBuffer;
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
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.card.CardRules;
import org.pointwork.hsm.card.Derivation;

/** KQ where the session key is Visa's or Mastercard's own, KW where it is EMV's; KU and KY for the MAC of scripts. */
final class ChipCommands {
    private static final int CRYPTOGRAM = 8;
    private static final int LONGEST_DATA = 255;
    private static final int SHORT_ANSWER = 4;
    private static final int PREPARED = 8;

    private static final String VERIFY = "0";
    private static final String VERIFY_AND_ANSWER_BY_1 = "1";
    private static final String VERIFY_AND_ANSWER_BY_2 = "3";

    private ChipCommands() {}

    static boolean verify(Caller caller, IssuerKey key, ChipCard card, ChipRequest request) {
        CardRules.require(key, Role.CRYPTOGRAM, card, request);
        return caller.ask(key.label(), cryptogram(caller, key, card, request, VERIFY))
                .isVerified();
    }

    static byte[] answer(Caller caller, IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        CardRules.require(key, Role.CRYPTOGRAM, card, request);
        CardRules.require(key, answer);
        return switch (answer) {
            case Method1(byte[] code) -> {
                HostCommand command = cryptogram(caller, key, card, request, VERIFY_AND_ANSWER_BY_1);
                yield caller.ask(key.label(), command.raw(code)).read(fields -> fields.raw("ARPC", CRYPTOGRAM));
            }
            case Method2(byte[] status, byte[] proprietary) -> {
                if (request.version().session() != Session.COMMON) {
                    throw new HsmException(Reason.UNSUPPORTED, key.label(), "KQ answers by method 1 alone");
                }
                HostCommand command = cryptogram(caller, key, card, request, VERIFY_AND_ANSWER_BY_2)
                        .raw(status)
                        .decimal(proprietary.length, 1)
                        .raw(proprietary);
                yield caller.ask(key.label(), command).read(fields -> fields.raw("ARPC", SHORT_ANSWER));
            }
        };
    }

    private static HostCommand cryptogram(
            Caller caller, IssuerKey key, ChipCard card, ChipRequest request, String mode) {
        byte[] data = padded(key, request);
        boolean isCommon = request.version().session() == Session.COMMON;
        return new HostCommand(isCommon ? "KW" : "KQ")
                .ascii(mode)
                .ascii(scheme(request.version()))
                .ascii(caller.keyText(key))
                .raw(prepared(card))
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
        if (data.length == 0 || data.length >= LONGEST_DATA) {
            throw HsmException.refused(
                    Fault.LENGTH,
                    key.label(),
                    "the box takes 1 to " + (LONGEST_DATA - 1) + " bytes under a cryptogram");
        }
        if (request.version().padded()) {
            data = Arrays.copyOf(data, data.length + 1);
            data[data.length - 1] = (byte) 0x80;
        }
        return data;
    }

    static byte[] scriptMac(Caller caller, IssuerKey key, ChipCard card, ChipRequest request, byte[] script) {
        CardRules.require(key, Role.SCRIPT_MAC, card, request);
        CardRules.requireCommand(key, script);
        HostCommand command =
                switch (request.version().script()) {
                    case VISA_COUNTER -> new HostCommand("KU").ascii("00");
                    case MASTERCARD -> new HostCommand("KU").ascii("01");
                    case VISA_COMMON -> new HostCommand("KY").ascii("0");
                };
        command.ascii(caller.keyText(key))
                .raw(prepared(card))
                .raw(sessionData(request))
                .hexadecimal(script.length, 4)
                .raw(script)
                .ascii(";");
        return caller.ask(key.label(), command).read(fields -> fields.raw("MAC", CRYPTOGRAM));
    }

    /** The counter behind zeros for Visa's own session keys, the cryptogram for all others. */
    private static byte[] sessionData(ChipRequest request) {
        return switch (request.version().script()) {
            case VISA_COUNTER ->
                ByteBuffer.allocate(CRYPTOGRAM)
                        .putShort(CRYPTOGRAM - Short.BYTES, (short) request.atc())
                        .array();
            case VISA_COMMON, MASTERCARD -> request.cryptogram();
        };
    }

    /** PAN and sequence number as the box wants them prepared, by option A or B: 16 digits. */
    private static byte[] prepared(ChipCard card) {
        return Arrays.copyOf(Derivation.master(card), PREPARED);
    }
}
