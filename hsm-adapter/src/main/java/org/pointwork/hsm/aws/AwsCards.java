package org.pointwork.hsm.aws;

import java.nio.charset.StandardCharsets;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.aws.AwsKey.Mode;
import org.pointwork.hsm.card.CardRules;
import org.pointwork.hsm.card.CodeData;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.CardGenerationAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.CardVerificationAttributes;

/** Card codes by GenerateCardValidationData and VerifyCardValidationData. An iCVV is the service's CVV of service code 999. */
final class AwsCards {
    private static final int EXPIRY_DIGITS = 4;
    /** PAN and sequence number, past which option B differs from A. */
    private static final int MOST_OF_OPTION_A = 16;

    private final PaymentCryptographyDataClient data;
    private final AwsKeys keys;
    private final Caller caller;

    AwsCards(PaymentCryptographyDataClient data, AwsKeys keys, Caller caller) {
        this.data = data;
        this.keys = keys;
        this.caller = caller;
    }

    byte[] code(CvvKey name, CardCode over) {
        CardRules.require(name, over);
        String pan = Hex.pan(name.label(), over.panDigits());
        AwsKey key = keys.find(name, KeyUsage.TR31_C0_CARD_VERIFICATION_KEY, Mode.GENERATE);
        var answer = caller.ask(
                name.label(),
                () -> data.generateCardValidationData(request -> request.keyIdentifier(key.arn())
                        .primaryAccountNumber(pan)
                        .generationAttributes(toGenerate(over))
                        .validationDataLength(CodeData.STATIC_DIGITS)));
        byte[] digits = String.valueOf(answer.validationData()).getBytes(StandardCharsets.US_ASCII);
        if (digits.length != CodeData.STATIC_DIGITS) {
            throw new HsmException(Reason.MALFUNCTION, name.label(), "the service's code has not 3 digits");
        }
        return digits;
    }

    boolean verify(CvvKey name, CardCode over, byte[] digits) {
        CardRules.requireCode(name.label(), digits, CodeData.STATIC_DIGITS, CodeData.STATIC_DIGITS);
        CardRules.require(name, over);
        return verify(name.label(), over.panDigits(), digits, toVerify(over), find(name));
    }

    private AwsKey find(CvvKey name) {
        return keys.find(name, KeyUsage.TR31_C0_CARD_VERIFICATION_KEY, Mode.VERIFY);
    }

    boolean verify(IssuerKey name, ChipCard card, DynamicCode over, byte[] digits) {
        CardRules.require(name, card, over, digits);
        if (card.option() == ChipCard.Option.B && card.panDigits().length + 2 > MOST_OF_OPTION_A) {
            throw new HsmException(
                    Reason.UNSUPPORTED, name.label(), "the service derives by option A for dynamic codes");
        }
        KeyUsage usage =
                switch (over.kind()) {
                    case CVC3 -> KeyUsage.TR31_E4_EMV_MKEY_DYNAMIC_NUMBERS;
                    case DCVV -> KeyUsage.TR31_E6_EMV_MKEY_OTHER;
                };
        AwsKey key = keys.find(name, usage, Mode.DERIVE);
        return verify(name.label(), card.panDigits(), digits, toVerify(card, over), key);
    }

    private boolean verify(
            String subject, byte[] panDigits, byte[] digits, CardVerificationAttributes attributes, AwsKey key) {
        String pan = Hex.pan(subject, panDigits);
        return caller.verifies(
                subject,
                () -> data.verifyCardValidationData(request -> request.keyIdentifier(key.arn())
                        .primaryAccountNumber(pan)
                        .verificationAttributes(attributes)
                        .validationData(Hex.digits(digits))));
    }

    private static CardGenerationAttributes toGenerate(CardCode over) {
        return over.serviceCode().equals(CardCode.CVV2)
                ? CardGenerationAttributes.fromCardVerificationValue2(of -> of.cardExpiryDate(over.expiry()))
                : CardGenerationAttributes.fromCardVerificationValue1(
                        of -> of.cardExpiryDate(over.expiry()).serviceCode(over.serviceCode()));
    }

    private static CardVerificationAttributes toVerify(CardCode over) {
        return over.serviceCode().equals(CardCode.CVV2)
                ? CardVerificationAttributes.fromCardVerificationValue2(of -> of.cardExpiryDate(over.expiry()))
                : CardVerificationAttributes.fromCardVerificationValue1(
                        of -> of.cardExpiryDate(over.expiry()).serviceCode(over.serviceCode()));
    }

    private static CardVerificationAttributes toVerify(ChipCard card, DynamicCode over) {
        return switch (over.kind()) {
            case CVC3 ->
                CardVerificationAttributes.fromDynamicCardVerificationCode(
                        of -> of.unpredictableNumber(Hex.of(over.unpredictable()))
                                .panSequenceNumber(Hex.sequence(card.sequence()))
                                .applicationTransactionCounter(Hex.counter(over.atc()))
                                .trackData(Hex.of(over.track())));
            case DCVV -> {
                String track = Hex.digits(over.track());
                yield CardVerificationAttributes.fromDynamicCardVerificationValue(
                        of -> of.panSequenceNumber(Hex.sequence(card.sequence()))
                                .cardExpiryDate(track.substring(0, EXPIRY_DIGITS))
                                .serviceCode(track.substring(EXPIRY_DIGITS))
                                .applicationTransactionCounter(Hex.counter(over.atc())));
            }
        };
    }
}
