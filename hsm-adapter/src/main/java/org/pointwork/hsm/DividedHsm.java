package org.pointwork.hsm;

import static org.pointwork.hsm.HsmHealth.State;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Two modules as one: a payment HSM for MACs, PINs, cards and terminals, and a token beside it for pseudonyms and sealed
 * data, which payment HSMs do not do.
 *
 * @param payments whatever the vault does not do
 * @param vault has {@link TokenKey} and {@link SealKey}
 */
public record DividedHsm(Hsm payments, Hsm vault) implements Hsm {
    private static final Set<Capability> OF_VAULT = EnumSet.of(Capability.PSEUDONYM, Capability.SEAL);

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> both = EnumSet.noneOf(Capability.class);
        both.addAll(payments.capabilities());
        both.removeAll(OF_VAULT);
        vault.capabilities().stream().filter(OF_VAULT::contains).forEach(both::add);
        return both;
    }

    @Override
    public Kcv check(KeyRef key) {
        return switch (key) {
            case TokenKey _, SealKey _ -> vault.check(key);
            case PinKey _, MacKey _, ZoneKey _, BaseKey _, CvvKey _, PvvKey _, OffsetKey _, IssuerKey _, BlockKey _ ->
                payments.check(key);
        };
    }

    @Override
    public Hsm toFinish() {
        return new DividedHsm(payments.toFinish(), vault.toFinish());
    }

    /** Up where both are: a payment needs both. */
    @Override
    public HsmHealth health() {
        HsmHealth first = payments.health();
        HsmHealth second = vault.health();
        return new HsmHealth(
                first.state() == State.UP ? second.state() : State.DOWN,
                first.detail() + "; " + second.detail(),
                first.operations() + second.operations(),
                first.failures() + second.failures(),
                first.busy() + second.busy(),
                first.logins() + second.logins(),
                first.waiting() + second.waiting());
    }

    @Override
    public Map<String, HsmHealth> members() {
        Map<String, HsmHealth> both = new LinkedHashMap<>(payments.members());
        both.putAll(vault.members());
        return both;
    }

    @Override
    public byte[] mac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length) {
        return payments.mac(key, algorithm, data, offset, length);
    }

    @Override
    public boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        return payments.verifyMac(key, algorithm, data, offset, length, mac);
    }

    @Override
    public byte[] translatePin(
            PinSource from,
            PinFormat fromFormat,
            PinKey to,
            PinFormat toFormat,
            byte[] encryptedBlock,
            byte[] panDigits) {
        return payments.translatePin(from, fromFormat, to, toFormat, encryptedBlock, panDigits);
    }

    @Override
    public boolean verifyPin(
            PinSource under,
            PinFormat format,
            byte[] encryptedBlock,
            byte[] panDigits,
            PinMethod method,
            String reference) {
        return payments.verifyPin(under, format, encryptedBlock, panDigits, method, reference);
    }

    @Override
    public String pinReference(
            PinSource under, PinFormat format, byte[] encryptedBlock, byte[] panDigits, PinMethod method) {
        return payments.pinReference(under, format, encryptedBlock, panDigits, method);
    }

    @Override
    public boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        return payments.verifyCardCode(key, over, digits);
    }

    @Override
    public byte[] cardCode(CvvKey key, CardCode over) {
        return payments.cardCode(key, over);
    }

    @Override
    public boolean verifyDynamicCode(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        return payments.verifyDynamicCode(key, card, over, digits);
    }

    @Override
    public boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        return payments.verifyCryptogram(key, card, request);
    }

    @Override
    public byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        return payments.answerCryptogram(key, card, request, answer);
    }

    @Override
    public byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        return payments.scriptMac(key, card, request, command);
    }

    @Override
    public byte[] scriptPin(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        return payments.scriptPin(key, cryptogramKey, card, request, change);
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
    public byte[] open(SealKey key, byte[] sealedBytes, byte[] aad) {
        return vault.open(key, sealedBytes, aad);
    }

    @Override
    public byte[] encrypt(DukptKey key, byte[] clear) {
        return payments.encrypt(key, clear);
    }

    @Override
    public byte[] decrypt(DukptKey key, byte[] enciphered) {
        return payments.decrypt(key, enciphered);
    }

    @Override
    public void close() {
        try (payments;
                vault) {
            // both, whatever the first one throws
        }
    }
}
