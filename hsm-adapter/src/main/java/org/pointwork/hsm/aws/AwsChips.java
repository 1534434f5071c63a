package org.pointwork.hsm.aws;

import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipAnswer.Method1;
import org.pointwork.hsm.ChipAnswer.Method2;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.aws.AwsKey.Mode;
import org.pointwork.hsm.card.CardRules;
import org.pointwork.hsm.card.Padding;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.CryptogramAuthResponse;
import software.amazon.awssdk.services.paymentcryptographydata.model.MacAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.MajorKeyDerivationMode;
import software.amazon.awssdk.services.paymentcryptographydata.model.SessionKeyDerivation;
import software.amazon.awssdk.services.paymentcryptographydata.model.SessionKeyDerivationMode;
import software.amazon.awssdk.services.paymentcryptographydata.model.SessionKeyDerivationValue;
import software.amazon.awssdk.services.paymentcryptographydata.model.VerifyAuthRequestCryptogramRequest;
import software.amazon.awssdk.services.paymentcryptographydata.model.VerifyAuthRequestCryptogramResponse;

/** Chip cards by VerifyAuthRequestCryptogram and GenerateMac. The service pads nothing of a card's: that is ours to do. */
final class AwsChips {
    private static final int LONG_ARPC = 8;
    private static final int SHORT_ARPC = 4;
    private static final int MAC = 8;

    private final PaymentCryptographyDataClient data;
    private final AwsKeys keys;
    private final Caller caller;
    private final AwsScriptPins scriptPins;

    AwsChips(PaymentCryptographyDataClient data, AwsKeys keys, Caller caller) {
        this.data = data;
        this.keys = keys;
        this.caller = caller;
        this.scriptPins = new AwsScriptPins(data, keys, caller);
    }

    boolean verify(IssuerKey name, ChipCard card, ChipRequest request) {
        CardRules.require(name, Role.CRYPTOGRAM, card, request);
        var call = call(name, card, request).build();
        return caller.verifies(name.label(), () -> data.verifyAuthRequestCryptogram(call));
    }

    byte[] answer(IssuerKey name, ChipCard card, ChipRequest request, ChipAnswer answer) {
        CardRules.require(name, Role.CRYPTOGRAM, card, request);
        CardRules.require(name, answer);
        var call = call(name, card, request)
                .authResponseAttributes(attributes(answer))
                .build();
        VerifyAuthRequestCryptogramResponse made =
                caller.ask(name.label(), () -> data.verifyAuthRequestCryptogram(call));
        int length =
                switch (answer) {
                    case Method1 _ -> LONG_ARPC;
                    case Method2 _ -> SHORT_ARPC;
                };
        return Hex.bytes(name.label(), made.authResponseValue(), length);
    }

    private VerifyAuthRequestCryptogramRequest.Builder call(IssuerKey name, ChipCard card, ChipRequest request) {
        String pan = Hex.pan(name.label(), card.panDigits());
        AwsKey key = keys.find(name, KeyUsage.TR31_E0_EMV_MKEY_APP_CRYPTOGRAMS, Mode.DERIVE);
        byte[] padded = request.version().padded() ? Padding.method2(request.data()) : Padding.method1(request.data());
        return VerifyAuthRequestCryptogramRequest.builder()
                .keyIdentifier(key.arn())
                .transactionData(Hex.of(padded))
                .authRequestCryptogram(Hex.of(request.cryptogram()))
                .majorKeyDerivationMode(option(card))
                .sessionKeyDerivationAttributes(session(pan, card, request));
    }

    static MajorKeyDerivationMode option(ChipCard card) {
        return switch (card.option()) {
            case A -> MajorKeyDerivationMode.EMV_OPTION_A;
            case B -> MajorKeyDerivationMode.EMV_OPTION_B;
        };
    }

    /** The service's "Visa" is the card's master key itself. */
    private static SessionKeyDerivation session(String pan, ChipCard card, ChipRequest request) {
        String sequence = Hex.sequence(card.sequence());
        return switch (request.version().session()) {
            case NONE ->
                SessionKeyDerivation.fromVisa(of -> of.primaryAccountNumber(pan).panSequenceNumber(sequence));
            case COMMON ->
                SessionKeyDerivation.fromEmvCommon(of -> of.primaryAccountNumber(pan)
                        .panSequenceNumber(sequence)
                        .applicationTransactionCounter(Hex.counter(request.atc())));
            case MASTERCARD ->
                SessionKeyDerivation.fromMastercard(of -> of.primaryAccountNumber(pan)
                        .panSequenceNumber(sequence)
                        .applicationTransactionCounter(Hex.counter(request.atc()))
                        .unpredictableNumber(Hex.of(request.unpredictable())));
        };
    }

    private static CryptogramAuthResponse attributes(ChipAnswer answer) {
        return switch (answer) {
            case Method1(byte[] code) ->
                CryptogramAuthResponse.fromArpcMethod1(of -> of.authResponseCode(Hex.of(code)));
            case Method2(byte[] status, byte[] proprietary) ->
                CryptogramAuthResponse.fromArpcMethod2(of -> of.cardStatusUpdate(Hex.of(status))
                        .proprietaryAuthenticationData(proprietary.length == 0 ? null : Hex.of(proprietary)));
        };
    }

    byte[] scriptMac(IssuerKey name, ChipCard card, ChipRequest request, byte[] command) {
        CardRules.require(name, Role.SCRIPT_MAC, card, request);
        CardRules.requireCommand(name, command);
        String pan = Hex.pan(name.label(), card.panDigits());
        AwsKey key = keys.find(name, KeyUsage.TR31_E2_EMV_MKEY_INTEGRITY, Mode.DERIVE);
        var answer = caller.ask(
                name.label(),
                () -> data.generateMac(call -> call.keyIdentifier(key.arn())
                        .messageData(Hex.of(Padding.method2(command)))
                        .generationAttributes(MacAttributes.fromEmvMac(of -> of.majorKeyDerivationMode(option(card))
                                .primaryAccountNumber(pan)
                                .panSequenceNumber(Hex.sequence(card.sequence()))
                                .sessionKeyDerivationMode(mode(request))
                                .sessionKeyDerivationValue(value(request))))
                        .macLength(MAC)));
        return Hex.bytes(name.label(), answer.mac(), MAC);
    }

    private static SessionKeyDerivationMode mode(ChipRequest request) {
        return switch (request.version().script()) {
            case VISA_COUNTER -> SessionKeyDerivationMode.VISA;
            case VISA_COMMON -> SessionKeyDerivationMode.EMV_COMMON_SESSION_KEY;
            case MASTERCARD -> SessionKeyDerivationMode.MASTERCARD_SESSION_KEY;
        };
    }

    private static SessionKeyDerivationValue value(ChipRequest request) {
        return switch (request.version().script()) {
            case VISA_COUNTER ->
                SessionKeyDerivationValue.fromApplicationTransactionCounter(Hex.counter(request.atc()));
            case VISA_COMMON, MASTERCARD ->
                SessionKeyDerivationValue.fromApplicationCryptogram(Hex.of(request.cryptogram()));
        };
    }

    byte[] scriptPin(IssuerKey name, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        return scriptPins.encipher(name, cryptogramKey, card, request, change);
    }
}
