package org.pointwork.hsm.software;

import static org.pointwork.hsm.Capability.*;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinPad;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * DEV ONLY: the port with clear keys in this process's memory. It protects nothing, says so when it is opened, and cannot be
 * opened under a production profile. Each facet of the port is a class of its own beside this one.
 */
public final class SoftwareHsm implements Hsm, PinPad {
    private static final Logger LOG = LoggerFactory.getLogger(SoftwareHsm.class);
    private static final Set<Capability> CAPABILITIES = EnumSet.of(
            MAC_RETAIL,
            MAC_CBC,
            MAC_CMAC_TDES,
            MAC_CMAC_AES,
            MAC_HMAC_SHA256,
            MAC_DUKPT_TDES,
            MAC_DUKPT_AES,
            PIN_TRANSLATE,
            PIN_TRANSLATE_AES,
            PIN_DUKPT_TDES,
            PIN_DUKPT_AES,
            PIN_PVV,
            PIN_IBM3624,
            DATA_DUKPT_TDES,
            DUKPT_TDES_RESPONSE,
            DATA_DUKPT_AES,
            CARD_CODE,
            CARD_CODE_DYNAMIC,
            CHIP_CRYPTOGRAM,
            CHIP_SCRIPT,
            CHIP_SCRIPT_PIN,
            PSEUDONYM,
            SEAL);

    private final SoftwareKeys keys = new SoftwareKeys();
    private final SoftwareDukpt dukpt = new SoftwareDukpt(keys);
    private final SoftwareMacs macs = new SoftwareMacs(keys, dukpt);
    private final SoftwarePins pins = new SoftwarePins(keys, dukpt);
    private final SoftwareCards cards = new SoftwareCards(keys, pins);
    private final SoftwareVault vault = new SoftwareVault(keys, dukpt);

    private SoftwareHsm() {}

    /**
     * An empty module.
     *
     * @throws HsmException REFUSED with {@link Fault#POLICY} for {@link Profile#PRODUCTION}
     */
    public static SoftwareHsm open(Profile profile) {
        return switch (profile) {
            case PRODUCTION ->
                throw HsmException.refused(
                        Fault.POLICY, "software", "the software module is DEV ONLY: no production profile takes it");
            case DEVELOPMENT -> {
                LOG.warn(
                        "DEV ONLY: a software module is open, with keys and PINs in the clear in this process's memory");
                yield new SoftwareHsm();
            }
        };
    }

    /**
     * Loads a key, replacing what was there under its name.
     *
     * @param clear the key, which the caller wipes
     * @param expected the check value that whoever gave the key quotes
     * @return the key's own check value
     * @throws HsmException REFUSED for an algorithm that does not fit the purpose, a wrong length, a weak or parity-bad
     *     key, or a check value that disagrees; nothing is loaded then
     */
    public Kcv load(KeyRef key, KeyAlgorithm algorithm, byte[] clear, Kcv expected) {
        return keys.load(key, algorithm, clear, Optional.of(expected));
    }

    /** As {@link #load(KeyRef, KeyAlgorithm, byte[], Kcv)}, where nobody quotes a check value: published test keys. */
    public Kcv load(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
        return keys.load(key, algorithm, clear, Optional.empty());
    }

    /** Forgets a key; says whether there was one. */
    public boolean remove(KeyRef key) {
        return keys.remove(key);
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Kcv check(KeyRef key) {
        return keys.get(key).kcv();
    }

    @Override
    public byte[] mac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        return macs.mac(key, algorithm, data, offset, length);
    }

    @Override
    public boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        return macs.verifyMac(key, algorithm, data, offset, length, mac);
    }

    @Override
    public byte[] translatePin(
            PinSource from, PinFormat fromFormat, PinKey to, PinFormat toFormat, byte[] block, byte[] panDigits) {
        return pins.translatePin(from, fromFormat, to, toFormat, block, panDigits);
    }

    @Override
    public boolean verifyPin(
            PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method, String reference) {
        return pins.verifyPin(under, format, block, panDigits, method, reference);
    }

    @Override
    public String pinReference(PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method) {
        return pins.pinReference(under, format, block, panDigits, method);
    }

    @Override
    public byte[] encipherPin(PinKey key, PinFormat format, byte[] pinDigits, byte[] panDigits) {
        return pins.encipher(key, format, pinDigits, panDigits);
    }

    @Override
    public boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        return cards.verifyCardCode(key, over, digits);
    }

    @Override
    public byte[] cardCode(CvvKey key, CardCode over) {
        return cards.cardCode(key, over);
    }

    @Override
    public boolean verifyDynamicCode(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        return cards.verifyDynamicCode(key, card, over, digits);
    }

    @Override
    public boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        return cards.verifyCryptogram(key, card, request);
    }

    @Override
    public byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        return cards.answerCryptogram(key, card, request, answer);
    }

    @Override
    public byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        return cards.scriptMac(key, card, request, command);
    }

    @Override
    public byte[] scriptPin(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        return cards.scriptPin(key, cryptogramKey, card, request, change);
    }

    @Override
    public byte[] pseudonym(TokenKey key, byte[] data) {
        return vault.pseudonym(key, data);
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        return vault.seal(key, clear, aad);
    }

    @Override
    public byte[] open(SealKey key, byte[] sealed, byte[] aad) {
        return vault.open(key, sealed, aad);
    }

    @Override
    public byte[] encrypt(DukptKey key, byte[] clear) {
        return vault.encrypt(key, clear);
    }

    @Override
    public byte[] decrypt(DukptKey key, byte[] enciphered) {
        return vault.decrypt(key, enciphered);
    }

    /** Always up; counts nothing. */
    @Override
    public HsmHealth health() {
        return new HsmHealth(State.UP, "software, DEV ONLY", 0, 0, 0, 1, 0);
    }

    /** Wipes the keys. */
    @Override
    public void close() {
        keys.wipe();
    }

    @Override
    public String toString() {
        return "SoftwareHsm[DEV ONLY]";
    }
}
