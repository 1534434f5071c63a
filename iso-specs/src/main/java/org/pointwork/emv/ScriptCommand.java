package org.pointwork.emv;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A command of an issuer's script (EMV Book 3, 10.10), secured by a MAC of 8 bytes behind its data (Book 2, 9.2.1.2).
 *
 * @param instruction CLA, INS, P1 and P2, 4 bytes
 * @param data enciphered where it has to be, at most 247 bytes
 */
public record ScriptCommand(byte[] instruction, byte[] data) {
    private static final int INSTRUCTION = 4;
    private static final int MAC = 8;
    private static final int MOST_DATA = 255 - MAC;
    private static final int IDENTIFIER = 4;

    public ScriptCommand {
        if (instruction.length != INSTRUCTION || data.length > MOST_DATA) {
            throw new IllegalArgumentException("a command has 4 bytes of instruction and at most 247 of data");
        }
    }

    /** When the card is to obey: before its last cryptogram, or after it. */
    public enum Phase {
        BEFORE(Tag.ISSUER_SCRIPT_1),
        AFTER(Tag.ISSUER_SCRIPT_2);

        private final int template;

        Phase(int template) {
            this.template = template;
        }
    }

    /** Takes the block off an application: APPLICATION UNBLOCK. */
    public static ScriptCommand unblockApplication() {
        return new ScriptCommand(new byte[] {(byte) 0x84, 0x18, 0, 0}, new byte[0]);
    }

    /** Lets the cardholder try his PIN again: PIN CHANGE/UNBLOCK without data. */
    public static ScriptCommand unblockPin() {
        return new ScriptCommand(new byte[] {(byte) 0x84, 0x24, 0, 0}, new byte[0]);
    }

    /**
     * PIN CHANGE/UNBLOCK with a new PIN.
     *
     * @param enciphered as the HSM made it for the script
     * @param withCurrent whether the block was made with the PIN before (Visa: P1 and P2 are 00 01; else 00 02)
     */
    public static ScriptCommand changePin(byte[] enciphered, boolean withCurrent) {
        return new ScriptCommand(new byte[] {(byte) 0x84, 0x24, 0, (byte) (withCurrent ? 1 : 2)}, enciphered);
    }

    /** What the MAC is over, unpadded: header, counter and cryptogram of the transaction, data. */
    public byte[] authenticated(ApplicationCryptogram of) {
        var bytes = header();
        bytes.write(of.atc() >> 8);
        bytes.write(of.atc());
        bytes.writeBytes(of.cryptogram());
        bytes.writeBytes(data);
        return bytes.toByteArray();
    }

    /** The command as the card gets it. */
    public byte[] with(byte[] mac) {
        var bytes = header();
        bytes.writeBytes(data);
        bytes.writeBytes(mac);
        return bytes.toByteArray();
    }

    private ByteArrayOutputStream header() {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(instruction);
        bytes.write(data.length + MAC);
        return bytes;
    }

    /**
     * The script's template (71 or 72) for DE 55.
     *
     * @param identifier the issuer's name for the script, 4 bytes
     * @param commands with their MACs, in the order in which the card obeys
     */
    public static Tlv script(Phase phase, byte[] identifier, List<byte[]> commands) {
        if (identifier.length != IDENTIFIER) {
            throw new IllegalArgumentException("a script's identifier has 4 bytes");
        }
        var objects = new ArrayList<Tlv>();
        objects.add(new Tlv(Tag.SCRIPT_IDENTIFIER, identifier));
        commands.forEach(command -> objects.add(new Tlv(Tag.SCRIPT_COMMAND, command)));
        return Tlv.template(phase.template, objects);
    }
}
