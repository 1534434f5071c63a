package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinMethod.Ibm3624;
import org.pointwork.hsm.PinMethod.VisaPvv;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.dukpt.AesSteps.Use;
import org.pointwork.hsm.pin.PinBlocks;
import org.pointwork.hsm.pin.PinReferences;
import org.pointwork.hsm.pin.PinRules;

/**
 * PIN blocks on plain PKCS#11, which cannot translate or verify: the clear block is in this process's memory between two
 * calls, native memory that is wiped at once. PCI PIN allows that in no production system; use a payment HSM there.
 *
 * <p>The session's memory is laid out thus:
 *
 * <pre>
 * | block, or PIN field and PAN field (32) | PIN as digits (16) | random (16) | PAN field (16) |
 * </pre>
 */
final class PinOperations {
    private static final int PIN = 32;
    private static final int RANDOM = 48;
    private static final int PAN_FIELD = 64;
    private static final int BYTES = 80;

    /** A PIN block as it came. */
    record Block(PinSource under, PinFormat format, byte[] enciphered, byte[] panDigits) {}

    private PinOperations() {}

    static byte[] translate(Session session, KeyTable keys, Block block, PinKey to, PinFormat toFormat) {
        var target = keys.get(session, to);
        PinRules.requireFits(to.label(), toFormat, target.algorithm());
        var memory = session.stage(BYTES);
        int length = read(session, keys, block, memory);
        if (block.format != toFormat) {
            write(session, toFormat, memory, block.panDigits, length);
        }
        return encipher(session, target, toFormat, memory, block.panDigits);
    }

    static byte[] encipherPin(
            Session session, KeyTable keys, PinKey named, PinFormat format, byte[] pinDigits, byte[] panDigits) {
        var key = keys.get(session, named);
        PinRules.requireFits(named.label(), format, key.algorithm());
        var memory = session.stage(BYTES);
        MemorySegment.copy(pinDigits, 0, memory, JAVA_BYTE, PIN, pinDigits.length);
        write(session, format, memory, panDigits, pinDigits.length);
        return encipher(session, key, format, memory, panDigits);
    }

    static boolean verify(Session session, KeyTable keys, Block block, PinMethod method, String reference) {
        return PinReferences.agree(referenceDigits(session, keys, block, method), reference);
    }

    static String reference(Session session, KeyTable keys, Block block, PinMethod method) {
        return new String(referenceDigits(session, keys, block, method), US_ASCII);
    }

    private static byte[] referenceDigits(Session session, KeyTable keys, Block block, PinMethod method) {
        KeyRef named =
                switch (method) {
                    case VisaPvv pvv -> pvv.key();
                    case Ibm3624 ibm -> ibm.key();
                };
        var key = keys.get(session, named);
        var memory = session.stage(BYTES);
        int length = read(session, keys, block, memory);
        var pin = memory.asSlice(PIN, PinBlocks.LONGEST_PIN);
        PinReferences.writeInput(method, block.panDigits, pin, memory);
        session.cipher(BlockCipher.DES3_ECB_ENCRYPT, key.handle(), memory, PinReferences.BYTES);
        return PinReferences.of(method, session.result(), pin, length);
    }

    /** The digits of the PIN, for a script of a chip card; the caller wipes them. */
    static byte[] digits(Session session, KeyTable keys, Block block) {
        var memory = session.stage(BYTES);
        int length = read(session, keys, block, memory);
        return memory.asSlice(PIN, length).toArray(JAVA_BYTE);
    }

    /** Leaves the clear block and the PIN's digits in the memory, and says how many there are. */
    private static int read(Session session, KeyTable keys, Block block, MemorySegment memory) {
        decipher(session, keys, block, memory);
        int length = PinBlocks.read(block.format, memory, block.panDigits, memory.asSlice(PIN, PinBlocks.LONGEST_PIN));
        if (length < 0) {
            throw PinRules.malformed(block.under.label(), block.format);
        }
        return length;
    }

    private static void decipher(Session session, KeyTable keys, Block block, MemorySegment memory) {
        KeyRef holder =
                switch (block.under) {
                    case PinKey key -> key;
                    case DukptKey key -> key.base();
                };
        var key = keys.get(session, holder);
        PinRules.requireFits(holder.label(), block.format, key.algorithm());
        switch (block.under) {
            case PinKey _ -> {
                var cipher = key.algorithm().isTdes() ? BlockCipher.DES3_ECB_DECRYPT : BlockCipher.AES_ECB_DECRYPT;
                decipher(session, block, memory, length -> session.cipher(cipher, key.handle(), memory, length));
            }
            case DukptKey named
            when named.ksn().isAes() ->
                TokenDukpt.aes(session, keys, named, Use.PIN, handle -> {
                    decipher(session, block, memory, n -> session.decrypt(Mechanisms.AES_ECB, handle, memory, n));
                    return block;
                });
            case DukptKey named ->
                TokenDukpt.tdes(session, keys, named, it -> {
                    byte[] clear = it.decipherPin(block.enciphered);
                    MemorySegment.copy(clear, 0, memory, JAVA_BYTE, 0, clear.length);
                    Arrays.fill(clear, (byte) 0);
                    return block;
                });
        }
    }

    /** Format 4 is enciphered twice with the PAN between. */
    private static void decipher(Session session, Block block, MemorySegment memory, LongConsumer decrypt) {
        int bytes = block.enciphered.length;
        MemorySegment.copy(block.enciphered, 0, memory, JAVA_BYTE, 0, bytes);
        decrypt.accept(bytes);
        MemorySegment.copy(session.result(), 0, memory, 0, bytes);
        if (block.format == PinFormat.ISO_4) {
            PinBlocks.writePanField(block.panDigits, memory.asSlice(PAN_FIELD));
            MacOperations.xor(memory, 0, memory, PAN_FIELD);
            MacOperations.xor(memory, bytes / 2, memory, PAN_FIELD + bytes / 2);
            decrypt.accept(bytes);
            MemorySegment.copy(session.result(), 0, memory, 0, bytes);
        }
    }

    private static void write(Session session, PinFormat format, MemorySegment memory, byte[] panDigits, int length) {
        var random = memory.asSlice(RANDOM, PinBlocks.MOST_BYTES);
        switch (format) {
            case ISO_0, ISO_2 -> {}
            case ISO_1, ISO_3, ISO_4 ->
                session.cryptoki().generateRandom(session.handle(), random, PinBlocks.MOST_BYTES);
        }
        PinBlocks.write(format, memory, panDigits, memory.asSlice(PIN, PinBlocks.LONGEST_PIN), length, random);
    }

    /** Twice with the PAN between is a CBC chain of the PIN field and the PAN field, and its last block. */
    private static byte[] encipher(
            Session session, StoredKey key, PinFormat format, MemorySegment memory, byte[] panDigits) {
        int bytes = PinBlocks.bytes(format);
        if (format == PinFormat.ISO_4) {
            PinBlocks.writePanField(panDigits, memory.asSlice(bytes));
            session.cipher(BlockCipher.AES_CBC_ENCRYPT, key.handle(), memory, 2L * bytes);
            return session.result().asSlice(bytes, bytes).toArray(JAVA_BYTE);
        }
        session.cipher(BlockCipher.DES3_ECB_ENCRYPT, key.handle(), memory, bytes);
        return session.result().asSlice(0, bytes).toArray(JAVA_BYTE);
    }
}
