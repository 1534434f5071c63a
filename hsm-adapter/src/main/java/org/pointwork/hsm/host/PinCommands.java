package org.pointwork.hsm.host;

import static org.pointwork.hsm.Capability.PIN_DUKPT_AES;

import java.util.Optional;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinMethod.Ibm3624;
import org.pointwork.hsm.PinMethod.VisaPvv;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.pin.PinBlocks;
import org.pointwork.hsm.pin.PinReferences;
import org.pointwork.hsm.pin.PinRules;

/** CA, CC and G0 translate; DA, DC, EA, EC, GO and GQ verify; BK and FW make what the issuer keeps. */
final class PinCommands {
    private static final String LONGEST_PIN = "12";
    /** The box takes longer PINs too; this is the least. */
    private static final String CHECK_LENGTH = "04";

    private static final int OFFSET_DIGITS = 12;
    private static final int PVV_DIGITS = 4;
    private static final int VALIDATION_DIGITS = 16;
    private static final int INSERTED_DIGITS = 5;

    private PinCommands() {}

    static byte[] translate(
            Caller caller,
            PinSource from,
            PinFormat fromFormat,
            PinKey to,
            PinFormat toFormat,
            byte[] block,
            byte[] panDigits) {
        PinRules.requireAllowed(from.label(), fromFormat, toFormat, panDigits);
        PinRules.requireFits(to.label(), toFormat, caller.key(to).cipher().usual());
        requireReadable(caller, from, fromFormat, block);
        HostCommand command =
                switch (from) {
                    case PinKey key ->
                        zoneOrTerminal(caller, key, "CC", "CA")
                                .ascii(caller.keyText(to))
                                .ascii(LONGEST_PIN);
                    case DukptKey key -> dukpt(caller, key, "G0", caller.keyText(to));
                };
        boolean isWholePan = fromFormat == PinFormat.ISO_4 || toFormat == PinFormat.ISO_4;
        command.hex(block)
                .ascii(code(fromFormat))
                .ascii(code(toFormat))
                .ascii(account(isWholePan, from.label(), panDigits));
        return caller.ask(from.label(), command).read(fields -> {
            fields.number("PIN length", 2, 10);
            return fields.hex("PIN block", PinBlocks.bytes(toFormat));
        });
    }

    static boolean verify(
            Caller caller,
            PinSource under,
            PinFormat format,
            byte[] block,
            byte[] panDigits,
            PinMethod method,
            String reference) {
        PinReferences.require(method, panDigits, Optional.of(reference));
        requireReadable(caller, under, format, block);
        BoxAnswer answer =
                switch (method) {
                    case VisaPvv pvv -> {
                        yield caller.ask(
                                pvv.label(),
                                pvv(caller, under, format, block, panDigits, pvv)
                                        .ascii(reference));
                    }
                    case Ibm3624 ibm -> {
                        yield caller.ask(
                                ibm.label(),
                                ibm(caller, under, format, block, panDigits, ibm)
                                        .ascii(reference)
                                        .ascii("F".repeat(OFFSET_DIGITS - reference.length())));
                    }
                };
        return answer.error().equals(BoxAnswer.DONE_WITH_LONGER_KEY) && method instanceof Ibm3624
                || answer.isVerified();
    }

    /** DC, EC, GQ up to the PVV. */
    private static HostCommand pvv(
            Caller caller, PinSource under, PinFormat format, byte[] block, byte[] panDigits, VisaPvv method) {
        String pvk = caller.keyText(method.key());
        HostCommand command =
                switch (under) {
                    case PinKey key -> zoneOrTerminal(caller, key, "EC", "DC").ascii(pvk);
                    case DukptKey key -> dukpt(caller, key, "GQ", pvk);
                };
        return command.hex(block)
                .ascii(code(format))
                .ascii(account(format, under.label(), panDigits))
                .decimal(method.keyIndex(), 1);
    }

    /** DA, EA, GO up to the offset. */
    private static HostCommand ibm(
            Caller caller, PinSource under, PinFormat format, byte[] block, byte[] panDigits, Ibm3624 method) {
        String pvk = caller.keyText(method.key());
        HostCommand command =
                switch (under) {
                    case PinKey key ->
                        zoneOrTerminal(caller, key, "EA", "DA").ascii(pvk).ascii(LONGEST_PIN);
                    case DukptKey key -> dukpt(caller, key, "GO", pvk);
                };
        command.hex(block).ascii(code(format)).ascii(CHECK_LENGTH);
        return validated(command, format, method, panDigits);
    }

    private static HostCommand validated(HostCommand command, PinFormat format, Ibm3624 method, byte[] panDigits) {
        return command.ascii(account(format, method.label(), panDigits))
                .ascii(method.decimalization())
                .ascii(validationData(method, panDigits));
    }

    /** The block of format 4 is bound to the whole PAN. */
    private static String account(PinFormat format, String subject, byte[] panDigits) {
        return account(format == PinFormat.ISO_4, subject, panDigits);
    }

    private static String account(boolean isWholePan, String subject, byte[] panDigits) {
        return isWholePan ? Account.pan(subject, panDigits) + ";" : Account.number(subject, panDigits);
    }

    /**
     * 11 digits and an N where the box puts the account number's last five; P and all 16 digits where these are not among
     * the validation data.
     */
    private static String validationData(Ibm3624 method, byte[] panDigits) {
        String pan = Account.pan(method.label(), panDigits);
        String account = Account.number(method.label(), panDigits);
        String taken = pan.substring(method.panStart(), method.panStart() + method.panLength());
        String whole = taken
                + Character.toString(Character.toUpperCase(method.pad())).repeat(VALIDATION_DIGITS - taken.length());
        String last = account.substring(account.length() - INSERTED_DIGITS);
        int at = whole.indexOf(last);
        return at < 0 ? "P" + whole : whole.substring(0, at) + "N" + whole.substring(at + INSERTED_DIGITS);
    }

    static String reference(
            Caller caller, PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method) {
        PinReferences.require(method, panDigits, Optional.empty());
        requireReadable(caller, under, format, block);
        if (!(under instanceof PinKey named)) {
            throw new HsmException(
                    Reason.UNSUPPORTED,
                    under.label(),
                    "the box makes PVVs and offsets of PINs under zone and terminal keys");
        }
        BoxCryptogram key = caller.key(named);
        HostCommand command = new HostCommand(method instanceof VisaPvv ? "FW" : "BK")
                .ascii(key.typeCode())
                .ascii(key.text());
        return switch (method) {
            case VisaPvv pvv -> {
                command.ascii(caller.keyText(pvv.key()))
                        .hex(block)
                        .ascii(code(format))
                        .ascii(account(format, under.label(), panDigits))
                        .decimal(pvv.keyIndex(), 1);
                yield caller.ask(pvv.label(), command).read(fields -> fields.text("PVV", PVV_DIGITS));
            }
            case Ibm3624 ibm -> {
                command.ascii(caller.keyText(ibm.key()))
                        .hex(block)
                        .ascii(code(format))
                        .ascii(CHECK_LENGTH);
                yield caller.ask(ibm.label(), validated(command, format, ibm, panDigits))
                        .readAlso(BoxAnswer.DONE_WITH_LONGER_KEY, fields -> fields.text("offset", OFFSET_DIGITS))
                        .replace("F", "");
            }
        };
    }

    /** A command with the PIN's key: one code for keys of zones, one for those of terminals. */
    private static HostCommand zoneOrTerminal(Caller caller, PinKey key, String zone, String terminal) {
        BoxCryptogram found = caller.key(key);
        return new HostCommand(found.type() == BoxKey.TPK ? terminal : zone).ascii(found.text());
    }

    private static HostCommand dukpt(Caller caller, DukptKey key, String code, String otherKey) {
        HostCommand command = new HostCommand(code);
        if (!code.equals("G0")) {
            command.ascii("0"); // verify the PIN and nothing else
        }
        return command.ascii(caller.base(key, PIN_DUKPT_AES).text())
                .ascii(otherKey)
                .ascii(Caller.KSN_DESCRIPTOR)
                .ascii(key.ksn().hex());
    }

    private static String code(PinFormat format) {
        return switch (format) {
            case ISO_0 -> "01";
            case ISO_1 -> "05";
            case ISO_2 -> "34";
            case ISO_3 -> "47";
            case ISO_4 -> "48";
        };
    }

    /** A block of another length, or under a key of another cipher, need not be asked about. */
    private static void requireReadable(Caller caller, PinSource under, PinFormat format, byte[] block) {
        PinRules.requireLength(under.label(), format, block);
        if (under instanceof PinKey key) {
            PinRules.requireFits(key.label(), format, caller.key(key).cipher().usual());
        }
    }
}
