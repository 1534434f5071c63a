package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinSource;
import org.pointwork.hsm.PvvKey;
import org.pointwork.sim.aws.Shelf.Held;

/** TranslatePinData, VerifyPinData and GeneratePinData. */
final class PinDesk {
    private static final Set<String> PIN = Set.of("TR31_P0_PIN_ENCRYPTION_KEY");
    private static final Set<String> PVV = Set.of("TR31_V2_VISA_PIN_VERIFICATION_KEY");
    private static final Set<String> IBM = Set.of("TR31_V1_IBM3624_PIN_VERIFICATION_KEY");

    /** Format 1 looks at none. */
    private static final byte[] NO_PAN = "000000000000".getBytes(StandardCharsets.US_ASCII);

    private final Shelf shelf;

    PinDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    ObjectNode translate(Fields request) {
        request.refuse(
                "IncomingWrappedKey", "OutgoingWrappedKey", "OutgoingDukptAttributes", "IncomingAs2805Attributes");
        Fields from = request.in("IncomingTranslationAttributes");
        Fields to = request.in("OutgoingTranslationAttributes");
        PinFormat fromFormat = format(from);
        PinFormat toFormat = format(to);
        byte[] pan = pan(from, fromFormat, to, toFormat);
        PinSource under = request.has("IncomingDukptAttributes")
                ? Dukpt.key(
                        shelf,
                        request.text("IncomingKeyIdentifier", Shape.KEY),
                        request.in("IncomingDukptAttributes"),
                        "DukptKeyDerivationType")
                : pinKey(request, "IncomingKeyIdentifier", "Decrypt");
        Held target = shelf.use(request.text("OutgoingKeyIdentifier", Shape.KEY), PIN, "Encrypt");
        byte[] block = shelf.engine()
                .translatePin(
                        under,
                        fromFormat,
                        (PinKey) target.name(),
                        toFormat,
                        request.hex("EncryptedPinBlock", Shape.PIN_BLOCK),
                        pan);
        return Answer.under(target).put("PinBlock", Answer.hex(block));
    }

    private static PinFormat format(Fields attributes) {
        return switch (attributes.only("IsoFormat0", "IsoFormat1", "IsoFormat3", "IsoFormat4")) {
            case "IsoFormat0" -> PinFormat.ISO_0;
            case "IsoFormat1" -> PinFormat.ISO_1;
            case "IsoFormat3" -> PinFormat.ISO_3;
            default -> PinFormat.ISO_4;
        };
    }

    /** The PAN of both sides, which has to be one. */
    private static byte[] pan(Fields from, PinFormat fromFormat, Fields to, PinFormat toFormat) {
        boolean isOfFrom = fromFormat != PinFormat.ISO_1;
        boolean isOfTo = toFormat != PinFormat.ISO_1;
        if (!isOfFrom && !isOfTo) {
            return NO_PAN;
        }
        Fields one = isOfFrom ? of(from, fromFormat) : of(to, toFormat);
        String pan = one.text("PrimaryAccountNumber", Shape.PAN);
        if (isOfFrom
                && isOfTo
                && !of(to, toFormat).text("PrimaryAccountNumber", Shape.PAN).equals(pan)) {
            throw Refusal.invalid("PrimaryAccountNumber", "a translation keeps the PAN");
        }
        return one.ascii("PrimaryAccountNumber", Shape.PAN);
    }

    private static Fields of(Fields attributes, PinFormat format) {
        return attributes.in("IsoFormat" + format.name().charAt(4));
    }

    private PinKey pinKey(Fields request, String field, String mode) {
        return (PinKey) shelf.use(request.text(field, Shape.KEY), PIN, mode).name();
    }

    ObjectNode verify(Fields request) {
        request.refuse("EncryptionWrappedKey");
        PinSource under = request.has("DukptAttributes")
                ? Dukpt.key(
                        shelf,
                        request.text("EncryptionKeyIdentifier", Shape.KEY),
                        request.in("DukptAttributes"),
                        "DukptDerivationType")
                : pinKey(request, "EncryptionKeyIdentifier", "Decrypt");
        Fields attributes = request.in("VerificationAttributes");
        boolean isVisa = attributes.only("VisaPin", "Ibm3624Pin").equals("VisaPin");
        Fields method = attributes.in(isVisa ? "VisaPin" : "Ibm3624Pin");
        String reference = method.text(isVisa ? "VerificationValue" : "PinOffset", Shape.REFERENCE);
        Held verifier = shelf.use(request.text("VerificationKeyIdentifier", Shape.KEY), isVisa ? PVV : IBM, "Verify");
        byte[] pan = request.ascii("PrimaryAccountNumber", Shape.PAN);
        byte[] block = request.hex("EncryptedPinBlock", Shape.PIN_BLOCK);
        PinMethod how = isVisa ? visa(verifier, method) : ibm(verifier, method, request);
        if (!shelf.engine().verifyPin(under, named(request), block, pan, how, reference)) {
            throw Refusal.notVerified("INVALID_PIN");
        }
        Held encryption = shelf.get(request.text("EncryptionKeyIdentifier", Shape.KEY));
        return Answer.with(Answer.with(Answer.empty(), "VerificationKey", verifier), "EncryptionKey", encryption);
    }

    ObjectNode generate(Fields request) {
        request.refuse("EncryptionWrappedKey");
        Fields attributes = request.in("GenerationAttributes");
        boolean isVisa =
                attributes.only("VisaPinVerificationValue", "Ibm3624PinOffset").equals("VisaPinVerificationValue");
        Fields method = attributes.in(isVisa ? "VisaPinVerificationValue" : "Ibm3624PinOffset");
        Held generator = shelf.use(request.text("GenerationKeyIdentifier", Shape.KEY), isVisa ? PVV : IBM, "Generate");
        PinKey under = pinKey(request, "EncryptionKeyIdentifier", "Decrypt");
        byte[] block = method.hex("EncryptedPinBlock", Shape.PIN_BLOCK);
        String reference = shelf.engine()
                .pinReference(
                        under,
                        named(request),
                        block,
                        request.ascii("PrimaryAccountNumber", Shape.PAN),
                        isVisa ? visa(generator, method) : ibm(generator, method, request));
        Held encryption = shelf.get(request.text("EncryptionKeyIdentifier", Shape.KEY));
        ObjectNode answer =
                Answer.with(Answer.with(Answer.empty(), "GenerationKey", generator), "EncryptionKey", encryption);
        answer.put("EncryptedPinBlock", Answer.hex(block));
        answer.putObject("PinData").put(isVisa ? "VerificationValue" : "PinOffset", reference);
        return answer;
    }

    static PinFormat named(Fields request) {
        return switch (request.text("PinBlockFormat", Shape.WORD)) {
            case "ISO_FORMAT_0" -> PinFormat.ISO_0;
            case "ISO_FORMAT_1" -> PinFormat.ISO_1;
            case "ISO_FORMAT_3" -> PinFormat.ISO_3;
            case "ISO_FORMAT_4" -> PinFormat.ISO_4;
            default -> throw Refusal.invalid("PinBlockFormat", "formats 0, 1, 3 and 4");
        };
    }

    private static PinMethod visa(Held key, Fields method) {
        int index = method.number("PinVerificationKeyIndex", 0, 6)
                .filter(number -> number > 0)
                .orElseThrow(() -> Refusal.invalid("PinVerificationKeyIndex", "1 to 6"));
        return new PinMethod.VisaPvv((PvvKey) key.name(), index);
    }

    /** The engine takes validation data from the PAN: so it has to be part of that here. */
    private static PinMethod ibm(Held key, Fields method, Fields request) {
        String data = method.text("PinValidationData", Shape.VALIDATION_DATA);
        int start = request.text("PrimaryAccountNumber", Shape.PAN).indexOf(data);
        if (start < 0) {
            throw Refusal.invalid("PinValidationData", "data from elsewhere than the PAN is not simulated");
        }
        char pad = method.text("PinValidationDataPadCharacter", Shape.PAD).charAt(0);
        String table = method.text("DecimalizationTable", Shape.TABLE);
        return new PinMethod.Ibm3624((OffsetKey) key.name(), table, start, data.length(), pad);
    }
}
