package org.pointwork.hsm.aws;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinMethod.Ibm3624;
import org.pointwork.hsm.PinMethod.VisaPvv;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.Pins;
import org.pointwork.hsm.aws.AwsKey.Mode;
import org.pointwork.hsm.pin.PinReferences;
import org.pointwork.hsm.pin.PinRules;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;
import software.amazon.awssdk.services.paymentcryptographydata.model.DukptAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.DukptDerivationAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinBlockFormatForPinData;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinGenerationAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.PinVerificationAttributes;
import software.amazon.awssdk.services.paymentcryptographydata.model.TranslationIsoFormats;
import software.amazon.awssdk.services.paymentcryptographydata.model.ValidationException;

/** PIN blocks by TranslatePinData, VerifyPinData and GeneratePinData. Rules are ours first: what is refused costs no call. */
final class AwsPins implements Pins {
    private static final int SHORTEST_VALIDATION_DATA = 4;

    private final PaymentCryptographyDataClient data;
    private final AwsKeys keys;
    private final Caller caller;

    AwsPins(PaymentCryptographyDataClient data, AwsKeys keys, Caller caller) {
        this.data = data;
        this.keys = keys;
        this.caller = caller;
    }

    @Override
    public byte[] translatePin(
            PinSource from, PinFormat fromFormat, PinKey to, PinFormat toFormat, byte[] block, byte[] panDigits) {
        PinRules.requireAllowed(from.label(), fromFormat, toFormat, panDigits);
        PinRules.requireLength(from.label(), fromFormat, block);
        String pan = Hex.pan(from.label(), panDigits);
        AwsKey source = source(from, fromFormat);
        AwsKey target = pinKey(to, toFormat, Mode.ENCRYPT);
        var answer = caller.ask(
                from.label(),
                () -> ofBlock(
                        from,
                        fromFormat,
                        () -> data.translatePinData(request -> {
                            request.incomingKeyIdentifier(source.arn())
                                    .incomingTranslationAttributes(format(fromFormat, pan))
                                    .outgoingKeyIdentifier(target.arn())
                                    .outgoingTranslationAttributes(format(toFormat, pan))
                                    .encryptedPinBlock(Hex.of(block));
                            if (from instanceof DukptKey key) {
                                request.incomingDukptAttributes(DukptDerivationAttributes.builder()
                                        .keySerialNumber(key.ksn().hex())
                                        .dukptKeyDerivationType(AwsDukpt.type(source))
                                        .build());
                            }
                        })));
        return Hex.bytes(to.label(), answer.pinBlock(), toFormat == PinFormat.ISO_4 ? 16 : 8);
    }

    @Override
    public boolean verifyPin(
            PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method, String reference) {
        require(under, format, block, panDigits, method, Optional.of(reference));
        String pan = Hex.pan(under.label(), panDigits);
        AwsKey source = source(under, format);
        AwsKey verifier = verifier(method, Mode.VERIFY);
        return caller.verifies(
                under.label(),
                () -> ofBlock(
                        under,
                        format,
                        () -> data.verifyPinData(request -> {
                            request.encryptionKeyIdentifier(source.arn())
                                    .verificationKeyIdentifier(verifier.arn())
                                    .encryptedPinBlock(Hex.of(block))
                                    .primaryAccountNumber(pan)
                                    .pinBlockFormat(format(format))
                                    .verificationAttributes(toVerify(method, panDigits, reference));
                            if (method instanceof Ibm3624) {
                                request.pinDataLength(reference.length());
                            }
                            if (under instanceof DukptKey key) {
                                request.dukptAttributes(DukptAttributes.builder()
                                        .keySerialNumber(key.ksn().hex())
                                        .dukptDerivationType(AwsDukpt.type(source))
                                        .build());
                            }
                        })));
    }

    @Override
    public String pinReference(PinSource under, PinFormat format, byte[] block, byte[] panDigits, PinMethod method) {
        require(under, format, block, panDigits, method, Optional.empty());
        String pan = Hex.pan(under.label(), panDigits);
        if (!(under instanceof PinKey name)) {
            throw new HsmException(
                    Reason.UNSUPPORTED, under.label(), "the service makes no reference of a PIN under DUKPT");
        }
        AwsKey source = pinKey(name, format, Mode.DECRYPT);
        AwsKey generator = verifier(method, Mode.GENERATE);
        var answer = caller.ask(
                under.label(),
                () -> ofBlock(
                        under,
                        format,
                        () -> data.generatePinData(request -> request.generationKeyIdentifier(generator.arn())
                                .encryptionKeyIdentifier(source.arn())
                                .primaryAccountNumber(pan)
                                .pinBlockFormat(format(format))
                                .generationAttributes(toGenerate(method, panDigits, block)))));
        return switch (method) {
            case VisaPvv _ -> answer.pinData().verificationValue();
            case Ibm3624 _ -> answer.pinData().pinOffset();
        };
    }

    private static void require(
            PinSource under,
            PinFormat format,
            byte[] block,
            byte[] panDigits,
            PinMethod method,
            Optional<String> reference) {
        PinRules.requireUsable(under.label(), format, panDigits);
        PinRules.requireLength(under.label(), format, block);
        PinReferences.require(method, panDigits, reference);
        if (method instanceof Ibm3624 ibm && ibm.panLength() < SHORTEST_VALIDATION_DATA) {
            throw HsmException.refused(
                    Fault.LENGTH, ibm.label(), "the service takes 4 to 16 digits of validation data");
        }
    }

    private AwsKey source(PinSource under, PinFormat format) {
        return switch (under) {
            case PinKey name -> pinKey(name, format, Mode.DECRYPT);
            case DukptKey name -> {
                AwsKey base = AwsDukpt.base(keys, name);
                PinRules.requireFits(name.label(), format, base.algorithm());
                yield base;
            }
        };
    }

    private AwsKey pinKey(PinKey name, PinFormat format, Mode mode) {
        AwsKey key = keys.find(name, KeyUsage.TR31_P0_PIN_ENCRYPTION_KEY, mode);
        PinRules.requireFits(name.label(), format, key.algorithm());
        return key;
    }

    private AwsKey verifier(PinMethod method, Mode mode) {
        return switch (method) {
            case VisaPvv pvv -> keys.find(pvv.key(), KeyUsage.TR31_V2_VISA_PIN_VERIFICATION_KEY, mode);
            case Ibm3624 ibm -> keys.find(ibm.key(), KeyUsage.TR31_V1_IBM3624_PIN_VERIFICATION_KEY, mode);
        };
    }

    /**
     * The service has no error of its own for a block that is malformed or of another PAN: it does not take the request, and
     * its words or fields name the PIN block. What else it may not take in such a request was refused here before.
     */
    static <T> T ofBlock(PinSource under, PinFormat format, Supplier<T> call) {
        try {
            return call.get();
        } catch (ValidationException e) {
            if (namesPinBlock(e)) {
                throw PinRules.malformed(under.label(), format);
            }
            throw e;
        }
    }

    private static boolean namesPinBlock(ValidationException e) {
        return e.hasFieldList()
                        && e.fieldList().stream()
                                .anyMatch(field -> String.valueOf(field.path()).endsWith("PinBlock"))
                || String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pin block");
    }

    private static TranslationIsoFormats format(PinFormat format, String pan) {
        return switch (format) {
            case ISO_0 -> TranslationIsoFormats.fromIsoFormat0(of -> of.primaryAccountNumber(pan));
            case ISO_1 -> TranslationIsoFormats.fromIsoFormat1(_ -> {});
            case ISO_3 -> TranslationIsoFormats.fromIsoFormat3(of -> of.primaryAccountNumber(pan));
            case ISO_4 -> TranslationIsoFormats.fromIsoFormat4(of -> of.primaryAccountNumber(pan));
            case ISO_2 -> throw ofChip();
        };
    }

    private static PinBlockFormatForPinData format(PinFormat format) {
        return switch (format) {
            case ISO_0 -> PinBlockFormatForPinData.ISO_FORMAT_0;
            case ISO_1 -> PinBlockFormatForPinData.ISO_FORMAT_1;
            case ISO_3 -> PinBlockFormatForPinData.ISO_FORMAT_3;
            case ISO_4 -> PinBlockFormatForPinData.ISO_FORMAT_4;
            case ISO_2 -> throw ofChip();
        };
    }

    private static IllegalStateException ofChip() {
        return new IllegalStateException("format 2 is refused before");
    }

    private static PinVerificationAttributes toVerify(PinMethod method, byte[] panDigits, String reference) {
        return switch (method) {
            case VisaPvv pvv ->
                PinVerificationAttributes.fromVisaPin(
                        visa -> visa.pinVerificationKeyIndex(pvv.keyIndex()).verificationValue(reference));
            case Ibm3624 ibm ->
                PinVerificationAttributes.fromIbm3624Pin(pin -> pin.decimalizationTable(ibm.decimalization())
                        .pinValidationData(validationData(ibm, panDigits))
                        .pinValidationDataPadCharacter(pad(ibm))
                        .pinOffset(reference));
        };
    }

    private static PinGenerationAttributes toGenerate(PinMethod method, byte[] panDigits, byte[] block) {
        return switch (method) {
            case VisaPvv pvv ->
                PinGenerationAttributes.fromVisaPinVerificationValue(
                        visa -> visa.encryptedPinBlock(Hex.of(block)).pinVerificationKeyIndex(pvv.keyIndex()));
            case Ibm3624 ibm ->
                PinGenerationAttributes.fromIbm3624PinOffset(pin -> pin.encryptedPinBlock(Hex.of(block))
                        .decimalizationTable(ibm.decimalization())
                        .pinValidationData(validationData(ibm, panDigits))
                        .pinValidationDataPadCharacter(pad(ibm)));
        };
    }

    private static String validationData(Ibm3624 ibm, byte[] panDigits) {
        return Hex.digits(panDigits).substring(ibm.panStart(), ibm.panStart() + ibm.panLength());
    }

    private static String pad(Ibm3624 ibm) {
        return String.valueOf(ibm.pad()).toUpperCase(Locale.ROOT);
    }
}
