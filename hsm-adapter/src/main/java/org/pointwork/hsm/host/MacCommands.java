package org.pointwork.hsm.host;

import static org.pointwork.hsm.Capability.*;

import java.security.MessageDigest;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;

/** M6, M8, GW and LQ. */
final class MacCommands {
    private static final int MAC = 8;
    private static final int DES_BLOCK = 8;
    /** What fits into a message of the box with keys and other fields; four hex digits could say more. */
    private static final int LONGEST_DATA = 30_000;

    private static final String WHOLE_MESSAGE = "0";
    private static final String BINARY = "0";
    /** Of 16 hex digits. */
    private static final String WHOLE_MAC = "1";

    private static final String SHA_256 = "06";
    private static final String BLOCK_FORMAT = "04";
    private static final String PLAIN_FORMAT = "00";

    private MacCommands() {}

    static byte[] mac(Caller caller, MacKey named, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        requireLength(named.label(), length);
        algorithm.require(named.label(), caller.key(named).cipher().usual());
        if (algorithm == MacAlgorithm.HMAC_SHA256) {
            return hmac(caller, named, data, offset, length);
        }
        HostCommand command = message("M6", caller.key(named), algorithm, data, offset, length);
        return caller.ask(named.label(), command).read(fields -> fields.hex("MAC", MAC));
    }

    static boolean verify(
            Caller caller, MacKey named, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        requireLength(named.label(), length);
        algorithm.require(named.label(), caller.key(named).cipher().usual());
        if (algorithm == MacAlgorithm.HMAC_SHA256) {
            return MessageDigest.isEqual(hmac(caller, named, data, offset, length), mac);
        }
        if (mac.length != MAC) {
            return false;
        }
        HostCommand command = message("M8", caller.key(named), algorithm, data, offset, length)
                .hex(mac);
        return caller.ask(named.label(), command).isVerified();
    }

    private static HostCommand message(
            String code, BoxCryptogram key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        return new HostCommand(code)
                .ascii(WHOLE_MESSAGE)
                .ascii(BINARY)
                .ascii(WHOLE_MAC)
                .ascii(algorithmAndPadding(algorithm))
                .ascii(key.typeCode())
                .ascii(key.text())
                .hexadecimal(length, 4)
                .raw(data, offset, length);
    }

    private static String algorithmAndPadding(MacAlgorithm algorithm) {
        return switch (algorithm) {
            case CBC -> "11";
            case CBC_PADDED -> "12";
            case RETAIL -> "31";
            case RETAIL_PADDED -> "32";
            case CMAC -> "60"; // the algorithm brings its own padding
            case HMAC_SHA256 -> throw new IllegalArgumentException("HMAC is another command");
        };
    }

    private static byte[] hmac(Caller caller, MacKey named, byte[] data, int offset, int length) {
        BoxCryptogram key = caller.key(named);
        int macLength = MacAlgorithm.HMAC_SHA256.lengthInBytes();
        HostCommand command = new HostCommand("LQ")
                .ascii(SHA_256)
                .decimal(macLength, 4)
                .ascii(key.isBlock() ? BLOCK_FORMAT : PLAIN_FORMAT)
                .decimal(key.text().length(), 4)
                .ascii(key.text())
                .ascii(";")
                .decimal(length, 5)
                .raw(data, offset, length);
        return caller.ask(named.label(), command).read(fields -> {
            int sent = fields.number("HMAC length", 4, 10);
            return fields.raw("HMAC", sent);
        });
    }

    /** The box knows the MAC of requests alone, and pads nothing: we do. */
    static byte[] mac(Caller caller, DukptKey named, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        requireLength(named.label(), length);
        HostCommand command = dukpt(caller, named, "4").decimal(paddedLength(named.label(), algorithm, length), 4);
        return caller.ask(named.label(), padded(named.label(), command, algorithm, data, offset, length))
                .read(fields -> fields.hex("MAC", MAC));
    }

    static boolean verify(
            Caller caller, DukptKey named, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        requireLength(named.label(), length);
        HostCommand command = dukpt(caller, named, "1");
        if (mac.length != MAC) {
            return false;
        }
        command.hex(mac).decimal(paddedLength(named.label(), algorithm, length), 4);
        return caller.ask(named.label(), padded(named.label(), command, algorithm, data, offset, length))
                .isVerified();
    }

    private static HostCommand dukpt(Caller caller, DukptKey named, String mode) {
        return new HostCommand("GW")
                .ascii(mode)
                .ascii("1")
                .ascii(caller.base(named, MAC_DUKPT_AES).text())
                .ascii(Caller.KSN_DESCRIPTOR)
                .ascii(named.ksn().hex());
    }

    private static int paddedLength(String subject, MacAlgorithm algorithm, int length) {
        int least =
                switch (algorithm) {
                    case RETAIL -> Math.max(length, 1);
                    case RETAIL_PADDED -> length + 1;
                    case CBC, CBC_PADDED, CMAC, HMAC_SHA256 ->
                        throw HsmException.refused(
                                Fault.ALGORITHM, subject, "a MAC under TDEA DUKPT is a retail MAC (ANSI X9.24-1)");
                };
        return (least + DES_BLOCK - 1) / DES_BLOCK * DES_BLOCK;
    }

    private static HostCommand padded(
            String subject, HostCommand command, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        byte[] padding = new byte[paddedLength(subject, algorithm, length) - length];
        if (algorithm == MacAlgorithm.RETAIL_PADDED) {
            padding[0] = (byte) 0x80;
        }
        return command.raw(data, offset, length).raw(padding);
    }

    private static void requireLength(String subject, int length) {
        if (length > LONGEST_DATA) {
            throw HsmException.refused(
                    Fault.LENGTH, subject, "a MAC by the box is over at most " + LONGEST_DATA + " bytes");
        }
    }
}
