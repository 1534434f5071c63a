package org.pointwork.hsm;

import static org.pointwork.hsm.HsmHealth.State;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Two modules as one: a payment HSM for PINs, cards and terminals, and a token beside it for pseudonyms and sealed data, which
 * payment HSMs do not do. A payment has several MACs, so those under keys that both sides hold may stay in the token where
 * the payment HSM is far away.
 *
 * @param payments whatever the others do not do
 * @param vault has {@link TokenKey} and {@link SealKey}
 * @param macs has {@link MacKey}: one of the two
 */
public record DividedHsm(Hsm payments, Hsm vault, Hsm macs) implements Hsm {
    private static final Set<Capability> OF_VAULT = EnumSet.of(Capability.PSEUDONYM, Capability.SEAL);
    private static final Set<Capability> OF_MACS = EnumSet.of(
            Capability.MAC_RETAIL,
            Capability.MAC_CBC,
            Capability.MAC_CMAC_TDES,
            Capability.MAC_CMAC_AES,
            Capability.MAC_HMAC_SHA256);

    public DividedHsm {
        if (macs != payments && macs != vault) {
            throw new IllegalArgumentException("MACs are made in one of the two modules");
        }
    }

    /** With MACs in the payment HSM. */
    public DividedHsm(Hsm payments, Hsm vault) {
        this(payments, vault, payments);
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> both = EnumSet.copyOf(payments.capabilities());
        take(both, vault, OF_VAULT);
        take(both, macs, OF_MACS);
        return both;
    }

    private static void take(Set<Capability> all, Hsm from, Set<Capability> which) {
        all.removeAll(which);
        from.capabilities().stream().filter(which::contains).forEach(all::add);
    }

    @Override
    public Kcv check(KeyRef key) {
        return switch (key) {
            case TokenKey _, SealKey _ -> vault.check(key);
            case MacKey _ -> macs.check(key);
            case PinKey _, ZoneKey _, BaseKey _, CvvKey _, PvvKey _, OffsetKey _, IssuerKey _, BlockKey _ ->
                payments.check(key);
        };
    }

    @Override
    public Hsm toFinish() {
        Hsm finishing = payments.toFinish();
        Hsm finishingVault = vault.toFinish();
        return new DividedHsm(finishing, finishingVault, macs == vault ? finishingVault : finishing);
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
        return ofMacs(key).mac(key, algorithm, data, offset, length);
    }

    @Override
    public boolean verifyMac(MacSource key, MacAlgorithm algorithm, byte[] data, int offset, int length, byte[] mac) {
        return ofMacs(key).verifyMac(key, algorithm, data, offset, length, mac);
    }

    private Hsm ofMacs(MacSource key) {
        return switch (key) {
            case MacKey _ -> macs;
            case DukptKey _ -> payments;
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
