package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.DynamicCode.Kind;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.sim.aws.Shelf.Held;

/** GenerateCardValidationData and VerifyCardValidationData. */
final class CardDesk {
    private static final Set<String> CVV = Set.of("TR31_C0_CARD_VERIFICATION_KEY");
    private static final Set<String> NUMBERS = Set.of("TR31_E4_EMV_MKEY_DYNAMIC_NUMBERS");
    private static final Set<String> OTHER = Set.of("TR31_E6_EMV_MKEY_OTHER");
    private static final int UNPREDICTABLE = 4;

    private final Shelf shelf;

    CardDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    ObjectNode generate(Fields request) {
        Fields attributes = request.in("GenerationAttributes");
        Held key = shelf.use(request.text("KeyIdentifier", Shape.KEY), CVV, "Generate");
        CardCode over = over(request, attributes, attributes.only("CardVerificationValue1", "CardVerificationValue2"));
        int length = request.number("ValidationDataLength", 3, 5).orElse(3);
        byte[] code = shelf.engine().cardCode((CvvKey) key.name(), over);
        if (length != code.length) {
            throw Refusal.invalid("ValidationDataLength", "codes of 3 digits are simulated");
        }
        return Answer.under(key).put("ValidationData", new String(code, StandardCharsets.US_ASCII));
    }

    ObjectNode verify(Fields request) {
        Fields attributes = request.in("VerificationAttributes");
        String identifier = request.text("KeyIdentifier", Shape.KEY);
        byte[] digits = request.ascii("ValidationData", Shape.CODE);
        String kind = attributes.only(
                "CardVerificationValue1",
                "CardVerificationValue2",
                "DynamicCardVerificationCode",
                "DynamicCardVerificationValue");
        Fields of = attributes.in(kind);
        boolean right =
                switch (kind) {
                    case "DynamicCardVerificationCode" -> {
                        Held key = shelf.use(identifier, NUMBERS, "DeriveKey");
                        byte[] number = of.hex("UnpredictableNumber", Shape.UNPREDICTABLE);
                        byte[] whole = new byte[UNPREDICTABLE];
                        System.arraycopy(number, 0, whole, UNPREDICTABLE - number.length, number.length);
                        var code = new DynamicCode(
                                Kind.CVC3, of.hex("TrackData", Shape.TRACK), ChipFields.counter(of), whole);
                        yield verify(key, request, of, code, digits);
                    }
                    case "DynamicCardVerificationValue" -> {
                        Held key = shelf.use(identifier, OTHER, "DeriveKey");
                        String track =
                                of.text("CardExpiryDate", Shape.EXPIRY) + of.text("ServiceCode", Shape.SERVICE_CODE);
                        var code = new DynamicCode(
                                Kind.DCVV,
                                track.getBytes(StandardCharsets.US_ASCII),
                                ChipFields.counter(of),
                                new byte[0]);
                        yield verify(key, request, of, code, digits);
                    }
                    default -> {
                        Held key = shelf.use(identifier, CVV, "Verify");
                        yield MessageDigest.isEqual(
                                shelf.engine().cardCode((CvvKey) key.name(), over(request, attributes, kind)), digits);
                    }
                };
        if (!right) {
            throw Refusal.notVerified("INVALID_VALIDATION_DATA");
        }
        return Answer.under(shelf.get(identifier));
    }

    private boolean verify(Held key, Fields request, Fields of, DynamicCode code, byte[] digits) {
        var card = new ChipCard(
                request.ascii("PrimaryAccountNumber", Shape.PAN),
                Integer.parseInt(of.text("PanSequenceNumber", Shape.TWO_DIGITS)),
                Option.A);
        return shelf.engine().verifyDynamicCode((IssuerKey) key.name(), card, code, digits);
    }

    private static CardCode over(Fields request, Fields attributes, String kind) {
        Fields of = attributes.in(kind);
        return new CardCode(
                request.ascii("PrimaryAccountNumber", Shape.PAN),
                of.text("CardExpiryDate", Shape.EXPIRY),
                kind.equals("CardVerificationValue2") ? CardCode.CVV2 : of.text("ServiceCode", Shape.SERVICE_CODE));
    }
}
