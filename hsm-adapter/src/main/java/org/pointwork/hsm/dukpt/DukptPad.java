package org.pointwork.hsm.dukpt;

import static java.lang.foreign.MemorySegment.ofArray;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.Function;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.pin.PinBlocks;
import org.pointwork.hsm.pin.PinCipher;
import org.pointwork.hsm.pin.PinRules;

/**
 * A terminal's side of DUKPT, for simulators and tests: enciphers PINs, makes and verifies MACs and enciphers data under the
 * keys of its present transaction. A real pad forgets its initial key and keeps future keys; this one derives anew each time
 * and has to keep it. Used by one thread.
 */
public final class DukptPad implements AutoCloseable {
    private final SecureRandom random = new SecureRandom();
    private final KeyAlgorithm algorithm;
    private final byte[] initialKey;
    private Ksn ksn;

    /**
     * A pad at its first transaction.
     *
     * @param algorithm TDES2, or AES of any length
     * @param initialKey its own, of which it takes a copy
     * @param device any key serial number of the pad; its counter says the last transaction, 0 for none
     */
    public DukptPad(KeyAlgorithm algorithm, byte[] initialKey, Ksn device) {
        this.algorithm = algorithm;
        this.initialKey = initialKey.clone();
        this.ksn = device;
        next();
    }

    /** The initial key of a pad, which the caller wipes. The base key is in memory: test keys alone. */
    public static byte[] initialKey(KeyAlgorithm algorithm, byte[] base, Ksn device) {
        return device.isAes()
                ? AesTransaction.initialKey(algorithm, base, device)
                : TdesTransaction.initialKey(base, device);
    }

    /** What goes with whatever this makes now. */
    public Ksn ksn() {
        return ksn;
    }

    /**
     * Goes on to the next transaction.
     *
     * @throws HsmException REFUSED with {@link Fault#POLICY} where all keys are used up: the pad gets a new one
     */
    public Ksn next() {
        long counter = DukptRules.next(ksn);
        if (DukptRules.isSpent(ksn, counter)) {
            throw HsmException.refused(Fault.POLICY, "pad", "all transactions of this initial key are used up");
        }
        ksn = ksn.withCounter(counter);
        return ksn;
    }

    /**
     * Enciphers a PIN under the transaction's PIN key.
     *
     * @param pinDigits 4 to 12 ASCII digits; the caller wipes them
     */
    public byte[] encipherPin(PinFormat format, byte[] pinDigits, byte[] panDigits) {
        PinRules.requireUsable("pad", format, panDigits);
        PinRules.requirePin("pad", pinDigits);
        PinRules.requireFits("pad", format, algorithm);
        byte[] filler = new byte[PinBlocks.MOST_BYTES];
        random.nextBytes(filler);
        byte[] clear = new byte[PinBlocks.bytes(format)];
        try {
            PinBlocks.write(format, ofArray(clear), panDigits, ofArray(pinDigits), pinDigits.length, ofArray(filler));
            return with(key -> PinCipher.encipher(format, clear, panDigits, key::encipherPin));
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /** A MAC of the terminal's request. */
    public byte[] mac(MacAlgorithm mac, byte[] data) {
        return with(key -> key.mac(Way.REQUEST, mac, data, 0, data.length));
    }

    /** Whether the MAC of the response to it is right. */
    public boolean verifyMac(MacAlgorithm mac, byte[] data, byte[] received) {
        return MessageDigest.isEqual(with(key -> key.mac(Way.RESPONSE, mac, data, 0, data.length)), received);
    }

    /** Enciphers data of the request: whole blocks. */
    public byte[] encrypt(byte[] clear) {
        return with(key -> key.encrypt(Way.REQUEST, clear));
    }

    /** Deciphers data of the response. */
    public byte[] decrypt(byte[] enciphered) {
        return with(key -> key.decrypt(Way.RESPONSE, enciphered));
    }

    private <T> T with(Function<TransactionKey, T> work) {
        try (var key = TransactionKey.of("pad", algorithm, initialKey, ksn)) {
            return work.apply(key);
        }
    }

    /** Wipes the initial key. */
    @Override
    public void close() {
        Arrays.fill(initialKey, (byte) 0);
    }

    @Override
    public String toString() {
        return "DukptPad[" + ksn + "]";
    }
}
