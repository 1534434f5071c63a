package org.pointwork.hsm.pkcs11;

import static org.pointwork.hsm.Capability.*;

import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
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
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinPad;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKeys.Held;
import org.pointwork.hsm.pin.PinReferences;
import org.pointwork.hsm.pin.PinRules;
import org.pointwork.hsm.pkcs11.Admission.Purpose;

/**
 * The port on a PKCS#11 token.
 *
 * <p>All that is done with PINs, and with keys under TDEA DUKPT, has clear values in this process for some microseconds: for
 * demo and test only, see {@link PinOperations} and {@link TokenDukpt}.
 */
public final class Pkcs11Hsm implements Hsm, PinPad {
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

    private final Pkcs11Config config;
    private final TokenConnection token;
    private final Purpose purpose;
    private final CardOperations cards;

    private Pkcs11Hsm(Pkcs11Config config, TokenConnection token, Purpose purpose) {
        this.config = config;
        this.token = token;
        this.purpose = purpose;
        this.cards = new CardOperations(token, purpose);
    }

    /** Opens the token and logs in; throws UNAVAILABLE where that fails. */
    public static Pkcs11Hsm open(Pkcs11Config config) {
        return new Pkcs11Hsm(config, TokenConnection.open(config, false), Purpose.BEGIN);
    }

    @Override
    public Hsm toFinish() {
        return new Pkcs11Hsm(config, token, Purpose.FINISH);
    }

    @Override
    public Set<Capability> capabilities() {
        return CAPABILITIES;
    }

    @Override
    public Kcv check(KeyRef key) {
        return token.run(purpose, key.label(), (session, _) -> {
            // Straight from the token: whoever asks for the check value asks what is there now.
            var stored = KeyTable.newest(session, key);
            return CheckValues.of(session, key, stored.handle(), stored.algorithm());
        });
    }

    @Override
    public byte[] translatePin(
            PinSource from,
            PinFormat fromFormat,
            PinKey to,
            PinFormat toFormat,
            byte[] encryptedBlock,
            byte[] panDigits) {
        PinRules.requireAllowed(from.label(), fromFormat, toFormat, panDigits);
        var block = block(from, fromFormat, encryptedBlock, panDigits);
        return token.run(
                purpose, from.label(), (session, keys) -> PinOperations.translate(session, keys, block, to, toFormat));
    }

    @Override
    public boolean verifyPin(
            PinSource under,
            PinFormat format,
            byte[] encryptedBlock,
            byte[] panDigits,
            PinMethod method,
            String reference) {
        PinRules.requireUsable(under.label(), format, panDigits);
        PinReferences.require(method, panDigits, Optional.of(reference));
        var block = block(under, format, encryptedBlock, panDigits);
        return token.run(
                purpose,
                under.label(),
                (session, keys) -> PinOperations.verify(session, keys, block, method, reference));
    }

    @Override
    public String pinReference(
            PinSource under, PinFormat format, byte[] encryptedBlock, byte[] panDigits, PinMethod method) {
        PinRules.requireUsable(under.label(), format, panDigits);
        PinReferences.require(method, panDigits, Optional.empty());
        var block = block(under, format, encryptedBlock, panDigits);
        return token.run(
                purpose, under.label(), (session, keys) -> PinOperations.reference(session, keys, block, method));
    }

    private static PinOperations.Block block(PinSource under, PinFormat format, byte[] enciphered, byte[] panDigits) {
        PinRules.requireLength(under.label(), format, enciphered);
        return new PinOperations.Block(under, format, enciphered, panDigits);
    }

    @Override
    public byte[] encipherPin(PinKey key, PinFormat format, byte[] pinDigits, byte[] panDigits) {
        PinRules.requireUsable(key.label(), format, panDigits);
        PinRules.requirePin(key.label(), pinDigits);
        return token.run(
                purpose,
                key.label(),
                (session, keys) -> PinOperations.encipherPin(session, keys, key, format, pinDigits, panDigits));
    }

    @Override
    public byte[] mac(MacSource under, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        return token.run(
                purpose,
                under.label(),
                (session, keys) -> MacOperations.mac(session, keys, under, algorithm, data, offset, length));
    }

    @Override
    public boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        return MessageDigest.isEqual(mac(key, algorithm, data, offset, length), mac);
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
        return token.run(
                purpose,
                key.label(),
                (session, keys) -> PseudonymOperations.pseudonym(session, keys.get(session, key), data));
    }

    @Override
    public byte[] seal(SealKey key, byte[] clear, byte[] aad) {
        return token.run(
                purpose,
                key.label(),
                (session, keys) -> SealOperations.seal(session, keys.get(session, key), clear, aad));
    }

    @Override
    public byte[] open(SealKey key, byte[] sealed, byte[] aad) {
        return token.run(
                purpose,
                key.label(),
                (session, keys) -> SealOperations.open(session, key, keys.get(session, key), sealed, aad));
    }

    /** All keys in the token. */
    public List<Held> held() {
        return token.run(purpose, "all keys", (session, _) -> HeldKeys.of(session));
    }

    @Override
    public byte[] encrypt(DukptKey key, byte[] clear) {
        return token.run(purpose, key.label(), (session, keys) -> DataOperations.encrypt(session, keys, key, clear));
    }

    @Override
    public byte[] decrypt(DukptKey key, byte[] enciphered) {
        return token.run(
                purpose, key.label(), (session, keys) -> DataOperations.decrypt(session, keys, key, enciphered));
    }

    @Override
    public HsmHealth health() {
        try {
            var subject = "token " + config.tokenLabel();
            token.run(subject, (session, _) -> {
                session.requireAlive();
                return session;
            });
            return health(State.UP, subject);
        } catch (HsmException e) {
            // Too busy to be asked is not down.
            return health(e.reason() == Reason.BUSY ? State.UP : State.DOWN, String.valueOf(e.getMessage()));
        }
    }

    private HsmHealth health(State state, String detail) {
        var now = token.counters();
        return new HsmHealth(state, detail, now.operations(), now.failures(), now.busy(), now.logins(), now.waiting());
    }

    @Override
    public void close() {
        token.close();
    }

    @Override
    public String toString() {
        return "Pkcs11Hsm[" + config.tokenLabel() + "]";
    }
}
