package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.PinKey;
import org.pointwork.sim.aws.Shelf.Held;

/** VerifyAuthRequestCryptogram and GenerateMacEmvPinChange. */
final class ChipDesk {
    private static final Set<String> CRYPTOGRAMS = Set.of("TR31_E0_EMV_MKEY_APP_CRYPTOGRAMS");
    private static final Set<String> CONFIDENTIALITY = Set.of("TR31_E1_EMV_MKEY_CONFIDENTIALITY");
    private static final Set<String> INTEGRITY = Set.of("TR31_E2_EMV_MKEY_INTEGRITY");
    private static final Set<String> PIN = Set.of("TR31_P0_PIN_ENCRYPTION_KEY");

    private final Shelf shelf;

    ChipDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    ObjectNode verify(Fields request) {
        Held held = shelf.use(request.text("KeyIdentifier", Shape.KEY), CRYPTOGRAMS, "DeriveKey");
        IssuerKey key = (IssuerKey) held.name();
        Fields session = request.in("SessionKeyDerivationAttributes");
        String kind = session.only("EmvCommon", "Mastercard", "Visa");
        Fields of = session.in(kind);
        ChipCard card = ChipFields.card(of, ChipFields.option(request));
        ChipRequest cryptogram = request(kind, of, request);
        if (!shelf.engine().verifyCryptogram(key, card, cryptogram)) {
            throw Refusal.notVerified("INVALID_AUTH_REQUEST_CRYPTOGRAM");
        }
        ObjectNode answer = Answer.under(held);
        if (request.has("AuthResponseAttributes")) {
            ChipAnswer asked = answer(request.in("AuthResponseAttributes"));
            answer.put("AuthResponseValue", Answer.hex(shelf.engine().answerCryptogram(key, card, cryptogram, asked)));
        }
        return answer;
    }

    private static ChipRequest request(String kind, Fields of, Fields request) {
        byte[] data = request.hex("TransactionData", Shape.TRANSACTION);
        byte[] cryptogram = request.hex("AuthRequestCryptogram", Shape.CRYPTOGRAM);
        byte[] noNumber = new byte[4];
        return switch (kind) {
            case "Visa" -> new ChipRequest(CryptogramVersion.VISA_10, 0, noNumber, data, cryptogram);
            case "EmvCommon" ->
                new ChipRequest(
                        CryptogramVersion.VISA_18,
                        ChipFields.counter(of),
                        noNumber,
                        ChipFields.unpadded(data),
                        cryptogram);
            default ->
                new ChipRequest(
                        CryptogramVersion.MCHIP,
                        ChipFields.counter(of),
                        of.hex("UnpredictableNumber", Shape.UNPREDICTABLE),
                        ChipFields.unpadded(data),
                        cryptogram);
        };
    }

    private static ChipAnswer answer(Fields attributes) {
        return switch (attributes.only("ArpcMethod1", "ArpcMethod2")) {
            case "ArpcMethod1" ->
                new ChipAnswer.Method1(attributes.in("ArpcMethod1").hex("AuthResponseCode", Shape.RESPONSE_CODE));
            default -> {
                Fields of = attributes.in("ArpcMethod2");
                yield new ChipAnswer.Method2(
                        of.hex("CardStatusUpdate", Shape.STATUS_UPDATE),
                        of.has("ProprietaryAuthenticationData")
                                ? of.hex("ProprietaryAuthenticationData", Shape.PROPRIETARY)
                                : new byte[0]);
            }
        };
    }

    ObjectNode changePin(Fields request) {
        Held pin = shelf.use(request.text("NewPinPekIdentifier", Shape.KEY), PIN, "Decrypt");
        Held data = shelf.use(
                request.text("SecureMessagingConfidentialityKeyIdentifier", Shape.KEY), CONFIDENTIALITY, "DeriveKey");
        Held mac = shelf.use(request.text("SecureMessagingIntegrityKeyIdentifier", Shape.KEY), INTEGRITY, "DeriveKey");
        byte[] message = request.hex("MessageData", Shape.MESSAGE);
        byte[] block = request.hex("NewEncryptedPinBlock", Shape.PIN_BLOCK);
        Fields methods = request.in("DerivationMethodAttributes");
        String kind = methods.only("EmvCommon", "Visa", "Mastercard");
        Fields of = methods.in(kind);
        Optional<byte[]> current = of.has("CurrentPinAttributes")
                ? Optional.of(of.in("CurrentPinAttributes").hex("CurrentEncryptedPinBlock", Shape.PIN_BLOCK))
                : Optional.empty();
        IssuerKey cryptograms = kind.equals("Visa")
                ? (IssuerKey)
                        shelf.use(of.text("AuthorizationRequestKeyIdentifier", Shape.KEY), CRYPTOGRAMS, "DeriveKey")
                                .name()
                : Shelf.NO_CRYPTOGRAMS;
        ChipRequest session = session(kind, of);
        ChipCard card = ChipFields.card(of);
        byte[] made = shelf.engine()
                .scriptPin(
                        (IssuerKey) data.name(),
                        cryptograms,
                        card,
                        session,
                        new PinChange((PinKey) pin.name(), PinDesk.named(request), block, current));
        byte[] command = Arrays.copyOf(message, message.length + made.length);
        System.arraycopy(made, 0, command, message.length, made.length);
        byte[] code = shelf.engine().scriptMac((IssuerKey) mac.name(), card, session, command);
        ObjectNode answer = Answer.with(Answer.empty(), "NewPinPek", pin);
        answer.remove("NewPinPekCheckValue");
        answer.put("NewPinPekKeyCheckValue", pin.checkValue());
        Answer.with(answer, "SecureMessagingIntegrityKey", mac);
        Answer.with(answer, "SecureMessagingConfidentialityKey", data);
        return answer.put("Mac", Answer.hex(code)).put("EncryptedPinBlock", Answer.hex(made));
    }

    private static ChipRequest session(String kind, Fields of) {
        return switch (kind) {
            case "Visa" -> ChipFields.byCounter(CryptogramVersion.VISA_10, of);
            case "EmvCommon" -> {
                boolean isFramed = of.text("PinBlockPaddingType", Shape.WORD).equals("ISO_IEC_7816_4")
                        && of.text("PinBlockLengthPosition", Shape.WORD).equals("FRONT_OF_PIN_BLOCK")
                        && of.text("Mode", Shape.WORD).equals("ECB");
                if (!isFramed) {
                    throw Refusal.invalid("EmvCommon", "ECB with the length in front and padding is simulated");
                }
                yield ChipFields.byCryptogram(CryptogramVersion.VISA_22, of);
            }
            default -> ChipFields.byCryptogram(CryptogramVersion.MCHIP, of);
        };
    }
}
