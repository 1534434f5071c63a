package org.pointwork.hsm.pkcs11;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
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
import org.pointwork.hsm.pin.PinRules;
import org.pointwork.hsm.pkcs11.Admission.Purpose;
import org.pointwork.hsm.pkcs11.PinOperations.Block;

/** Codes and cryptograms of cards: keys of cards and sessions are derived in the token and destroyed there. */
final class CardOperations implements CardCodes, ChipCards {
    private final TokenConnection token;
    private final Purpose purpose;

    CardOperations(TokenConnection token, Purpose purpose) {
        this.token = token;
        this.purpose = purpose;
    }

    @Override
    public byte[] cardCode(CvvKey key, CardCode over) {
        CardRules.require(key, over);
        byte[] data = CodeData.of(over);
        return CodeData.digits(token.run(
                purpose,
                key.label(),
                (session, keys) -> MacOperations.retail(
                        session, keys.get(session, key), MacAlgorithm.RETAIL, data, 0, data.length)));
    }

    @Override
    public boolean verifyCardCode(CvvKey key, CardCode over, byte[] digits) {
        CardRules.requireCode(key.label(), digits, CodeData.STATIC_DIGITS, CodeData.STATIC_DIGITS);
        byte[] code = cardCode(key, over);
        try {
            return MessageDigest.isEqual(code, digits);
        } finally {
            Arrays.fill(code, (byte) 0);
        }
    }

    @Override
    public boolean verifyDynamicCode(IssuerKey key, ChipCard card, DynamicCode over, byte[] digits) {
        CardRules.require(key, card, over, digits);
        return with(key, issuer -> CodeOperations.verify(issuer, card, over, digits));
    }

    @Override
    public boolean verifyCryptogram(IssuerKey key, ChipCard card, ChipRequest request) {
        CardRules.require(key, Role.CRYPTOGRAM, card, request);
        return with(key, issuer -> ChipOperations.verify(issuer, card, request));
    }

    @Override
    public byte[] answerCryptogram(IssuerKey key, ChipCard card, ChipRequest request, ChipAnswer answer) {
        CardRules.require(key, Role.CRYPTOGRAM, card, request);
        CardRules.require(key, answer);
        return with(key, issuer -> ChipOperations.answer(key.label(), issuer, card, request, answer));
    }

    @Override
    public byte[] scriptMac(IssuerKey key, ChipCard card, ChipRequest request, byte[] command) {
        CardRules.require(key, Role.SCRIPT_MAC, card, request);
        CardRules.requireCommand(key, command);
        return with(key, issuer -> ChipOperations.scriptMac(issuer, card, request, command));
    }

    @Override
    public byte[] scriptPin(
            IssuerKey key, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        CardRules.require(key, cryptogramKey, card, request, change);
        Block block = block(card, change, change.encryptedBlock());
        Optional<Block> currentBlock = change.currentBlock().map(it -> block(card, change, it));
        return token.run(purpose, key.label(), (session, keys) -> {
            byte[] pin = PinOperations.digits(session, keys, block);
            Optional<byte[]> current = Optional.empty();
            try {
                current = currentBlock.map(it -> PinOperations.digits(session, keys, it));
                return ScriptPins.encipher(
                        deriver(session, keys, key),
                        deriver(session, keys, cryptogramKey),
                        card,
                        request,
                        pin,
                        current);
            } finally {
                Arrays.fill(pin, (byte) 0);
                current.ifPresent(digits -> Arrays.fill(digits, (byte) 0));
            }
        });
    }

    private static Block block(ChipCard card, PinChange change, byte[] enciphered) {
        PinRules.requireUsable(change.under().label(), change.format(), card.panDigits());
        PinRules.requireLength(change.under().label(), change.format(), enciphered);
        return new Block(change.under(), change.format(), enciphered, card.panDigits());
    }

    private <T> T with(IssuerKey key, Function<Deriver, T> work) {
        return token.run(purpose, key.label(), (session, keys) -> work.apply(deriver(session, keys, key)));
    }

    private static Deriver deriver(Session session, KeyTable keys, IssuerKey key) {
        return TokenDerivedKey.under(session, keys.get(session, key).handle());
    }
}
