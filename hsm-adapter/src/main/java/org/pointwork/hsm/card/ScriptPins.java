package org.pointwork.hsm.card;

import java.util.Arrays;
import java.util.Optional;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;

/** New PINs for script commands, from clear digits, which the caller wipes; blocks made here are wiped here. */
public final class ScriptPins {
    private static final int BLOCK = 8;
    private static final byte FORMAT_2 = 0x20;

    private ScriptPins() {}

    /**
     * The data of the command that sets the PIN.
     *
     * @param data the issuer's key for the data of scripts
     * @param cryptograms the issuer's key for cryptograms, which Visa's PIN block is made with
     * @param pin 4 to 12 ASCII digits
     * @param current the PIN before, where Visa's block is made with it
     */
    public static byte[] encipher(
            Deriver data,
            Deriver cryptograms,
            ChipCard card,
            ChipRequest request,
            byte[] pin,
            Optional<byte[]> current) {
        byte[] block =
                switch (request.version().script()) {
                    case VISA_COUNTER -> visa(cryptograms, card, pin, current);
                    case VISA_COMMON ->
                        current.isPresent() ? visa(cryptograms, card, pin, current) : framedFormat2(pin);
                    case MASTERCARD -> format2Block(pin);
                };
        try (var master = data.derive(Derivation.master(card));
                var session = ChipOperations.scriptSession(master, request)) {
            return session.encipher(block);
        } finally {
            wipe(block);
        }
    }

    /** Visa's block with its length before it, 80 and zeros. */
    private static byte[] visa(Deriver cryptograms, ChipCard card, byte[] pin, Optional<byte[]> current) {
        byte[] tail;
        try (var master = cryptograms.derive(Derivation.master(card))) {
            tail = master.tail();
        }
        byte[] block = visaBlock(tail, pin, current);
        try {
            return framed(block);
        } finally {
            wipe(block);
            wipe(tail);
        }
    }

    private static byte[] framedFormat2(byte[] pin) {
        byte[] block = format2Block(pin);
        try {
            return framed(block);
        } finally {
            wipe(block);
        }
    }

    /** Visa's form of what is enciphered in a script: the length, the block, 80 and zeros. */
    public static byte[] framed(byte[] block) {
        byte[] framed = new byte[2 * BLOCK];
        framed[0] = BLOCK;
        System.arraycopy(block, 0, framed, 1, BLOCK);
        framed[1 + BLOCK] = (byte) 0x80;
        return framed;
    }

    /**
     * Visa's PIN block: length, PIN and Fs, with the key's four bytes on the last four and the current PIN on the digits.
     *
     * @param tail {@link DerivedKey#tail()} of the card's key for cryptograms
     */
    public static byte[] visaBlock(byte[] tail, byte[] pin, Optional<byte[]> current) {
        byte[] block = block((byte) 0, pin);
        for (int i = 0; i < tail.length; i++) {
            block[BLOCK / 2 + i] ^= tail[i];
        }
        current.ifPresent(digits -> {
            for (int i = 0; i < digits.length; i++) {
                block[i / 2] ^= (byte) (digits[i] - '0' << (i % 2 == 0 ? 4 : 0));
            }
        });
        return block;
    }

    /** A block of format 2 (ISO 9564-1). */
    public static byte[] format2Block(byte[] pin) {
        return block(FORMAT_2, pin);
    }

    /** Control and length, the digits, Fs. */
    private static byte[] block(byte control, byte[] pin) {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 0xFF);
        block[0] = (byte) (control | pin.length);
        for (int i = 0; i < pin.length; i++) {
            int at = 1 + i / 2;
            block[at] = (byte) (i % 2 == 0 ? pin[i] - '0' << 4 | 0xF : block[at] & 0xF0 | pin[i] - '0');
        }
        return block;
    }

    private static void wipe(byte[] secret) {
        Arrays.fill(secret, (byte) 0);
    }
}
