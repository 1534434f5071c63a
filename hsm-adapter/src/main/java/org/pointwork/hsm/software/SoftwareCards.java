package org.pointwork.hsm.software;

import java.lang.foreign.MemorySegment;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.CardCodes;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCards;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.card.CardRules;
import org.pointwork.hsm.card.ChipOperations;
import org.pointwork.hsm.card.CodeData;
import org.pointwork.hsm.card.CodeOperations;
import org.pointwork.hsm.card.Deriver;
import org.pointwork.hsm.card.ScriptPins;

/** Codes and cryptograms of cards with keys in memory. */
final class SoftwareCards implements CardCodes, ChipCards {
    private final SoftwareKeys keys;
    private final SoftwarePins pins;

    SoftwareCards(SoftwareKeys keys, SoftwarePins pins) {
        this.keys = keys;
        this.pins = pins;
    }

    @Override
    public byte[] cardCode(CvvKey key, CardCode over) {
        CardRules.require(key, over);
        byte[] data = CodeData.of(over);
        return CodeData.digits(keys.get(key).mac(MacAlgorithm.RETAIL, data, 0, data.length));
    }

    @Override
    public boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        CardRules.requireCode(key.label(), digits, CodeData.STATIC_DIGITS, CodeData.STATIC_DIGITS);
        return MessageDigest.isEqual(cardCode(key, over), digits);
    }

    @Override
    public boolean verifyDynamicCode(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        CardRules.require(key, card, over, digits);
        return CodeOperations.verify(under(key), card, over, digits);
    }

    @Override
    public boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        CardRules.require(key, Role.CRYPTOGRAM, card, request);
        return ChipOperations.verify(under(key), card, request);
    }

    @Override
    public byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        CardRules.require(key, Role.CRYPTOGRAM, card, request);
        CardRules.require(key, answer);
        return ChipOperations.answer(key.label(), under(key), card, request, answer);
    }

    @Override
    public byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        CardRules.require(key, Role.SCRIPT_MAC, card, request);
        CardRules.requireCommand(key, command);
        return ChipOperations.scriptMac(under(key), card, request, command);
    }

    @Override
    public byte[] scriptPin(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        CardRules.require(key, cryptogramKey, card, request, change);
        byte[] pin = digits(card, change, change.encryptedBlock());
        Optional<byte[]> current = change.currentBlock().map(block -> digits(card, change, block));
        try {
            return ScriptPins.encipher(under(key), under(cryptogramKey), card, request, pin, current);
        } finally {
            Arrays.fill(pin, (byte) 0);
            current.ifPresent(digits -> Arrays.fill(digits, (byte) 0));
        }
    }

    /** The clear digits, which the caller wipes. */
    private byte[] digits(ChipCard card, PinChange change, byte[] block) {
        return pins.withPin(change.under(), change.format(), block, card.panDigits(), (pin, length) -> {
            byte[] digits = new byte[length];
            MemorySegment.copy(pin, 0, MemorySegment.ofArray(digits), 0, length);
            return digits;
        });
    }

    private Deriver under(IssuerKey key) {
        SoftwareKey issuer = keys.get(key);
        return data -> SoftwareCardKey.derived(key, issuer, data);
    }
}
