package org.pointwork.hsm.software;

import static java.lang.foreign.MemorySegment.ofArray;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.Pins;
import org.pointwork.hsm.pin.PinBlocks;
import org.pointwork.hsm.pin.PinCipher;
import org.pointwork.hsm.pin.PinReferences;
import org.pointwork.hsm.pin.PinRules;

/** PIN blocks with keys in memory. */
final class SoftwarePins implements Pins {
    private final SecureRandom random = new SecureRandom();
    private final SoftwareKeys keys;
    private final SoftwareDukpt dukpt;

    SoftwarePins(SoftwareKeys keys, SoftwareDukpt dukpt) {
        this.keys = keys;
        this.dukpt = dukpt;
    }

    /** What is done with the clear digits of a PIN, which are wiped afterwards. */
    interface Work<T> {
        T with(MemorySegment pin, int length);
    }

    @Override
    public byte[] translatePin(
            PinSource from, PinFormat fromFormat, PinKey to, PinFormat toFormat, byte[] block, byte[] panDigits) {
        PinRules.requireAllowed(from.label(), fromFormat, toFormat, panDigits);
        SoftwareKey target = keys.get(to);
        PinRules.requireFits(to.label(), toFormat, target.algorithm());
        return withPin(
                from,
                fromFormat,
                block,
                panDigits,
                (pin, length) -> encipher(target, toFormat, panDigits, pin, length));
    }

    byte[] encipher(PinKey key, PinFormat format, byte[] pinDigits, byte[] panDigits) {
        PinRules.requireUsable(key.label(), format, panDigits);
        PinRules.requirePin(key.label(), pinDigits);
        SoftwareKey target = keys.get(key);
        PinRules.requireFits(key.label(), format, target.algorithm());
        return encipher(target, format, panDigits, ofArray(pinDigits), pinDigits.length);
    }

    private byte[] encipher(SoftwareKey key, PinFormat format, byte[] panDigits, MemorySegment pin, int length) {
        byte[] clear = new byte[PinBlocks.bytes(format)];
        byte[] filler = new byte[PinBlocks.MOST_BYTES];
        random.nextBytes(filler);
        try {
            PinBlocks.write(format, ofArray(clear), panDigits, pin, length, ofArray(filler));
            return PinCipher.encipher(format, clear, panDigits, key::encrypt);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    @Override
    public boolean verifyPin(
            PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method, String reference) {
        return PinReferences.agree(
                reference(under, format, block, panDigits, method, Optional.of(reference)), reference);
    }

    @Override
    public String pinReference(PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method) {
        return new String(reference(under, format, block, panDigits, method, Optional.empty()), US_ASCII);
    }

    private byte[] reference(
            PinSource under,
            PinFormat format,
            byte[] block,
            byte[] panDigits,
            PinMethod method,
            Optional<String> expected) {
        PinRules.requireUsable(under.label(), format, panDigits);
        PinReferences.require(method, panDigits, expected);
        SoftwareKey key = keys.get(name(method));
        return withPin(under, format, block, panDigits, (pin, length) -> {
            byte[] input = new byte[PinReferences.BYTES];
            PinReferences.writeInput(method, panDigits, pin, ofArray(input));
            byte[] enciphered = key.encrypt(input);
            try {
                return PinReferences.of(method, ofArray(enciphered), pin, length);
            } finally {
                Arrays.fill(input, (byte) 0);
                Arrays.fill(enciphered, (byte) 0);
            }
        });
    }

    private static KeyRef name(PinMethod method) {
        return switch (method) {
            case PinMethod.VisaPvv pvv -> pvv.key();
            case PinMethod.Ibm3624 ibm -> ibm.key();
        };
    }

    /** Deciphers a block and reads it. */
    <T> T withPin(PinSource under, PinFormat format, byte[] block, byte[] panDigits, Work<T> work) {
        PinRules.requireLength(under.label(), format, block);
        byte[] clear =
                switch (under) {
                    case PinKey name -> {
                        SoftwareKey key = keys.get(name);
                        requireFits(under, format, key.algorithm());
                        yield PinCipher.decipher(format, block, panDigits, key::decrypt);
                    }
                    case DukptKey name ->
                        dukpt.with(name, key -> {
                            requireFits(under, format, key.algorithm());
                            return PinCipher.decipher(format, block, panDigits, key::decipherPin);
                        });
                };
        byte[] pin = new byte[PinBlocks.LONGEST_PIN];
        try {
            int length = PinBlocks.read(format, ofArray(clear), panDigits, ofArray(pin));
            if (length < 0) {
                throw PinRules.malformed(under.label(), format);
            }
            return work.with(ofArray(pin), length);
        } finally {
            Arrays.fill(clear, (byte) 0);
            Arrays.fill(pin, (byte) 0);
        }
    }

    private static void requireFits(PinSource under, PinFormat format, KeyAlgorithm algorithm) {
        PinRules.requireFits(under.label(), format, algorithm);
    }
}
