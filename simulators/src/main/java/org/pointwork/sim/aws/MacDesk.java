package org.pointwork.sim.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.MacSource;
import org.pointwork.sim.aws.Shelf.Held;

/** GenerateMac and VerifyMac. */
final class MacDesk {
    private static final Set<String> BASE = Set.of("TR31_B0_BASE_DERIVATION_KEY");
    private static final Set<String> INTEGRITY = Set.of("TR31_E2_EMV_MKEY_INTEGRITY");

    private final Shelf shelf;

    MacDesk(Shelf shelf) {
        this.shelf = shelf;
    }

    ObjectNode generate(Fields request) {
        byte[] mac = mac(request, request.in("GenerationAttributes"), "Generate");
        return Answer.under(shelf.get(request.text("KeyIdentifier", Shape.KEY))).put("Mac", Answer.hex(mac));
    }

    ObjectNode verify(Fields request) {
        byte[] came = request.hex("Mac", Shape.MAC);
        if (!MessageDigest.isEqual(mac(request, request.in("VerificationAttributes"), "Verify"), came)) {
            throw Refusal.notVerified("INVALID_MAC");
        }
        return Answer.under(shelf.get(request.text("KeyIdentifier", Shape.KEY)));
    }

    private byte[] mac(Fields request, Fields attributes, String mode) {
        String key = request.text("KeyIdentifier", Shape.KEY);
        byte[] message = request.hex("MessageData", Shape.MESSAGE);
        byte[] whole =
                switch (attributes.only(
                        "Algorithm", "EmvMac", "DukptIso9797Algorithm1", "DukptIso9797Algorithm3", "DukptCmac")) {
                    case "Algorithm" -> ofKey(key, attributes.text("Algorithm", Shape.WORD), mode, message);
                    case "EmvMac" -> ofCard(key, attributes.in("EmvMac"), message);
                    case "DukptIso9797Algorithm1" ->
                        ofTransaction(key, attributes.in("DukptIso9797Algorithm1"), MacAlgorithm.CBC, message);
                    case "DukptIso9797Algorithm3" ->
                        ofTransaction(key, attributes.in("DukptIso9797Algorithm3"), MacAlgorithm.RETAIL, message);
                    default -> ofTransaction(key, attributes.in("DukptCmac"), MacAlgorithm.CMAC, message);
                };
        return request.number("MacLength", 4, 16)
                .map(length -> Arrays.copyOf(whole, length))
                .orElse(whole);
    }

    private byte[] ofKey(String identifier, String algorithm, String mode, byte[] message) {
        Held key =
                switch (algorithm) {
                    case "ISO9797_ALGORITHM1" -> shelf.use(identifier, Set.of("TR31_M1_ISO_9797_1_MAC_KEY"), mode);
                    case "ISO9797_ALGORITHM3" -> shelf.use(identifier, Set.of("TR31_M3_ISO_9797_3_MAC_KEY"), mode);
                    case "CMAC" -> shelf.use(identifier, Set.of("TR31_M6_ISO_9797_5_CMAC_KEY"), mode);
                    case "HMAC_SHA256" -> shelf.use(identifier, Set.of("TR31_M7_HMAC_KEY"), mode);
                    default -> throw Refusal.invalid("Algorithm", algorithm + " is not simulated");
                };
        MacAlgorithm ours =
                switch (algorithm) {
                    case "ISO9797_ALGORITHM1" -> MacAlgorithm.CBC;
                    case "ISO9797_ALGORITHM3" -> MacAlgorithm.RETAIL;
                    case "CMAC" -> MacAlgorithm.CMAC;
                    default -> MacAlgorithm.HMAC_SHA256;
                };
        return made((MacKey) key.name(), ours, message);
    }

    private byte[] ofTransaction(String identifier, Fields attributes, MacAlgorithm algorithm, byte[] message) {
        shelf.use(identifier, BASE, "DeriveKey");
        return made(Dukpt.key(shelf, identifier, attributes, "DukptDerivationType"), algorithm, message);
    }

    private byte[] made(MacSource under, MacAlgorithm algorithm, byte[] message) {
        return shelf.engine().mac(under, algorithm, message, 0, message.length);
    }

    private byte[] ofCard(String identifier, Fields emv, byte[] message) {
        Held key = shelf.use(identifier, INTEGRITY, "DeriveKey");
        ChipCard card = ChipFields.card(emv);
        Fields value = emv.in("SessionKeyDerivationValue");
        ChipRequest request =
                switch (emv.text("SessionKeyDerivationMode", Shape.WORD)) {
                    case "VISA" -> ChipFields.byCounter(CryptogramVersion.VISA_10, value);
                    case "EMV_COMMON_SESSION_KEY" -> ChipFields.byCryptogram(CryptogramVersion.VISA_22, value);
                    case "MASTERCARD_SESSION_KEY" -> ChipFields.byCryptogram(CryptogramVersion.MCHIP, value);
                    default -> throw Refusal.invalid("SessionKeyDerivationMode", "not simulated");
                };
        return shelf.engine().scriptMac((IssuerKey) key.name(), card, request, ChipFields.unpadded(message));
    }
}
