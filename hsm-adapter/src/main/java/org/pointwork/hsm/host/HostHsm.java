package org.pointwork.hsm.host;

import static org.pointwork.hsm.Capability.*;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;

/**
 * The port on boxes that speak host commands. PINs, keys and what is derived from them are in the clear in the box alone.
 *
 * <p>Such boxes keep no pseudonyms and seal nothing: a node takes both from a token beside them, see
 * {@link org.pointwork.hsm.DividedHsm}.
 */
public final class HostHsm implements Hsm {
    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            MAC_RETAIL,
            MAC_CBC,
            MAC_CMAC_TDES,
            MAC_CMAC_AES,
            MAC_HMAC_SHA256,
            MAC_DUKPT_TDES,
            PIN_TRANSLATE,
            PIN_TRANSLATE_AES,
            PIN_DUKPT_TDES,
            PIN_PVV,
            PIN_IBM3624,
            CARD_CODE,
            CHIP_CRYPTOGRAM,
            CHIP_SCRIPT,
            DATA_DUKPT_TDES);

    private final Caller caller;

    private HostHsm(Caller caller) {
        this.caller = caller;
    }

    /**
     * Connects to the boxes.
     *
     * @throws HsmException UNAVAILABLE where none can be used
     */
    public static HostHsm open(HostConfig config, BoxKeys keys) {
        return new HostHsm(new Caller(Boxes.open(config, keys.lmk()), keys, 1));
    }

    /** Changes of keys by the same boxes, in the same catalogue. Closing it leaves this open. */
    public HostKeys keys() {
        return new HostKeys(caller);
    }

    @Override
    public Hsm toFinish() {
        return new HostHsm(new Caller(caller.boxes(), caller.keys(), 2));
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Kcv check(KeyRef key) {
        return HostKeys.check(caller, caller.key(key));
    }

    @Override
    public byte[] mac(MacSource under, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        return switch (under) {
            case MacKey key -> MacCommands.mac(caller, key, algorithm, data, offset, length);
            case DukptKey key -> MacCommands.mac(caller, key, algorithm, data, offset, length);
        };
    }

    /** The box compares; what it compares with does not leave it. */
    @Override
    public boolean verifyMac(MacSource under, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        Objects.checkFromIndexSize(offset, length, data.length);
        return switch (under) {
            case MacKey key -> MacCommands.verify(caller, key, algorithm, data, offset, length, mac);
            case DukptKey key -> MacCommands.verify(caller, key, algorithm, data, offset, length, mac);
        };
    }

    @Override
    public byte[] translatePin(
            PinSource from,
            PinFormat fromFormat,
            PinKey to,
            PinFormat toFormat,
            byte[] encryptedBlock,
            byte[] panDigits) {
        return PinCommands.translate(caller, from, fromFormat, to, toFormat, encryptedBlock, panDigits);
    }

    @Override
    public boolean verifyPin(
            PinSource under,
            PinFormat format,
            byte[] encryptedBlock,
            byte[] panDigits,
            PinMethod method,
            String reference) {
        return PinCommands.verify(caller, under, format, encryptedBlock, panDigits, method, reference);
    }

    @Override
    public String pinReference(
            PinSource under, PinFormat format, byte[] encryptedBlock, byte[] panDigits, PinMethod method) {
        return PinCommands.reference(caller, under, format, encryptedBlock, panDigits, method);
    }

    @Override
    public boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        return CardCommands.verify(caller, key, over, digits);
    }

    @Override
    public byte[] cardCode(CvvKey key, CardCode over) {
        return CardCommands.code(caller, key, over);
    }

    @Override
    public boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        return ChipCommands.verify(caller, key, card, request);
    }

    @Override
    public byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        return ChipCommands.answer(caller, key, card, request, answer);
    }

    @Override
    public byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        return ChipCommands.scriptMac(caller, key, card, request, command);
    }

    @Override
    public byte[] pseudonym(TokenKey key, byte[] data) {
        throw PSEUDONYM.missing(key.label());
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        throw SEAL.missing(key.label());
    }

    @Override
    public byte[] open(SealKey key, byte[] sealedBytes, byte[] aad) {
        throw SEAL.missing(key.label());
    }

    @Override
    public byte[] encrypt(DukptKey key, byte[] clear) {
        return DataCommands.encrypt(caller, key, clear);
    }

    @Override
    public byte[] decrypt(DukptKey key, byte[] enciphered) {
        return DataCommands.decrypt(caller, key, enciphered);
    }

    /** What the heartbeats of the lines say: they ask the boxes all the time. */
    @Override
    public HsmHealth health() {
        var now = caller.boxes().counters();
        return new HsmHealth(
                caller.boxes().isAnyWell() ? State.UP : State.DOWN,
                caller.boxes().toString(),
                now.operations(),
                now.failures(),
                now.busy(),
                now.connections(),
                now.waiting());
    }

    /** Answers that came when nobody waited for them any more, and were dropped. */
    public long lateAnswers() {
        return caller.boxes().counters().unexpected();
    }

    @Override
    public void close() {
        caller.boxes().close();
    }

    @Override
    public String toString() {
        return "HostHsm[" + caller.boxes() + "]";
    }
}
