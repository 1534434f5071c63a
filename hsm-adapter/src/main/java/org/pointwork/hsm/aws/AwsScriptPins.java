package org.pointwork.hsm.aws;

import java.util.Optional;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion.Script;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.aws.AwsKey.Mode;
import org.pointwork.hsm.card.CardRules;
import org.pointwork.hsm.pin.PinRules;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.CurrentPinAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.DerivationMethodAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.EmvEncryptionMode;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinBlockFormatForEmvPinChange;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinBlockLengthPosition;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinBlockPaddingType;

/**
 * A PIN for a script by GenerateMacEmvPinChange. The service makes the command's MAC in the same call, over what goes before
 * the PIN; the port asks for that by itself, so a header of zeros is given here and the MAC is left.
 */
final class AwsScriptPins {
    private static final String ANY_HEADER = "00000000";
    private static final int FRAMED = 16;
    private static final int BLOCK = 8;

    private final PaymentCryptographyDataClient data;
    private final AwsKeys keys;
    private final Caller caller;

    AwsScriptPins(PaymentCryptographyDataClient data, AwsKeys keys, Caller caller) {
        this.data = data;
        this.keys = keys;
        this.caller = caller;
    }

    byte[] encipher(IssuerKey name, IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change) {
        CardRules.require(name, cryptogramKey, card, request, change);
        PinFormat format = change.format();
        PinRules.requireUsable(change.under().label(), format, card.panDigits());
        PinRules.requireLength(change.under().label(), format, change.encryptedBlock());
        change.currentBlock()
                .ifPresent(block -> PinRules.requireLength(change.under().label(), format, block));
        if (request.version().script() == Script.VISA_COMMON
                && change.currentBlock().isPresent()) {
            throw unsupported(
                    name, "the service makes Visa's block from a current PIN under session keys by counter alone");
        }
        if (!(change.under() instanceof PinKey pinKey)) {
            throw unsupported(name, "the service takes a card's new PIN under a PIN key alone");
        }
        AwsKey pin = keys.find(pinKey, KeyUsage.TR31_P0_PIN_ENCRYPTION_KEY, Mode.DECRYPT);
        PinRules.requireFits(pinKey.label(), format, pin.algorithm());
        AwsKey confidentiality = keys.find(name, KeyUsage.TR31_E1_EMV_MKEY_CONFIDENTIALITY, Mode.DERIVE);
        AwsKey integrity = keys.find(name, KeyUsage.TR31_E2_EMV_MKEY_INTEGRITY, Mode.DERIVE);
        DerivationMethodAttributes method = method(cryptogramKey, card, request, change, pin);
        var answer = caller.ask(
                name.label(),
                () -> AwsPins.ofBlock(
                        change.under(),
                        format,
                        () -> data.generateMacEmvPinChange(call -> call.newPinPekIdentifier(pin.arn())
                                .newEncryptedPinBlock(Hex.of(change.encryptedBlock()))
                                .pinBlockFormat(format(name, format))
                                .secureMessagingConfidentialityKeyIdentifier(confidentiality.arn())
                                .secureMessagingIntegrityKeyIdentifier(integrity.arn())
                                .messageData(ANY_HEADER)
                                .derivationMethodAttributes(method))));
        int length = request.version().script() == Script.MASTERCARD ? BLOCK : FRAMED;
        return Hex.bytes(name.label(), answer.encryptedPinBlock(), length);
    }

    private DerivationMethodAttributes method(
            IssuerKey cryptogramKey, ChipCard card, ChipRequest request, PinChange change, AwsKey pin) {
        var option = AwsChips.option(card);
        String pan = Hex.pan(cryptogramKey.label(), card.panDigits());
        String sequence = Hex.sequence(card.sequence());
        return switch (request.version().script()) {
            case VISA_COUNTER -> {
                AwsKey cryptograms = keys.find(cryptogramKey, KeyUsage.TR31_E0_EMV_MKEY_APP_CRYPTOGRAMS, Mode.DERIVE);
                yield DerivationMethodAttributes.fromVisa(of -> of.majorKeyDerivationMode(option)
                        .primaryAccountNumber(pan)
                        .panSequenceNumber(sequence)
                        .applicationTransactionCounter(Hex.counter(request.atc()))
                        .authorizationRequestKeyIdentifier(cryptograms.arn())
                        .currentPinAttributes(
                                current(change.currentBlock(), pin).orElse(null)));
            }
            case VISA_COMMON ->
                DerivationMethodAttributes.fromEmvCommon(of -> of.majorKeyDerivationMode(option)
                        .primaryAccountNumber(pan)
                        .panSequenceNumber(sequence)
                        .applicationCryptogram(Hex.of(request.cryptogram()))
                        .mode(EmvEncryptionMode.ECB)
                        .pinBlockPaddingType(PinBlockPaddingType.ISO_IEC_7816_4)
                        .pinBlockLengthPosition(PinBlockLengthPosition.FRONT_OF_PIN_BLOCK));
            case MASTERCARD ->
                DerivationMethodAttributes.fromMastercard(of -> of.majorKeyDerivationMode(option)
                        .primaryAccountNumber(pan)
                        .panSequenceNumber(sequence)
                        .applicationCryptogram(Hex.of(request.cryptogram())));
        };
    }

    private static Optional<CurrentPinAttributes> current(Optional<byte[]> block, AwsKey pin) {
        return block.map(bytes -> CurrentPinAttributes.builder()
                .currentPinPekIdentifier(pin.arn())
                .currentEncryptedPinBlock(Hex.of(bytes))
                .build());
    }

    private static PinBlockFormatForEmvPinChange format(IssuerKey name, PinFormat format) {
        return switch (format) {
            case ISO_0 -> PinBlockFormatForEmvPinChange.ISO_FORMAT_0;
            case ISO_1 -> PinBlockFormatForEmvPinChange.ISO_FORMAT_1;
            case ISO_3 -> PinBlockFormatForEmvPinChange.ISO_FORMAT_3;
            case ISO_2, ISO_4 -> throw unsupported(name, "the service takes a card's new PIN in formats 0, 1 and 3");
        };
    }

    private static HsmException unsupported(IssuerKey name, String why) {
        return new HsmException(Reason.UNSUPPORTED, name.label(), why);
    }
}
