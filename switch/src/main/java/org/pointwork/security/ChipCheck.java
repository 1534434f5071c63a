package org.pointwork.security;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pointwork.emv.ApplicationCryptogram;
import org.pointwork.emv.ChipData;
import org.pointwork.emv.IssuerAnswer;
import org.pointwork.emv.Tag;
import org.pointwork.emv.Tlv;
import org.pointwork.emv.TlvException;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Pan;
import org.pointwork.model.ResponseCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cryptograms of one issuer's chip cards: the card's verified, the issuer's made. */
final class ChipCheck {
    private static final Logger LOG = LoggerFactory.getLogger(ChipCheck.class);
    private static final int CHIP_DATA = 55;
    private static final int SEQUENCE = 23;
    private static final int ENTRY_MODE = 22;
    private static final Set<String> BY_CHIP = Set.of("05", "07", "95");

    /** Card status update (EMV Book 2, CPA C8.1): approved online, counters reset; made by a proxy for the issuer. */
    private static final byte[] UPDATE_APPROVED = {0, (byte) 0x82, 0, 0};

    private static final byte[] UPDATE_STOOD_IN = {0, (byte) 0x86, 0, 0};
    private static final byte[] UPDATE_DECLINED = {0, 0, 0, 0};

    /** M/Chip's ARPC response code: approved online, counters reset. */
    private static final byte[] MCHIP_APPROVED = {0, 0x12};

    private static final byte[] MCHIP_DECLINED = {0, 0};

    private final Hsm hsm;
    private final CardPolicy.Chip policy;
    private final IssuerKey key;

    ChipCheck(Hsm hsm, CardPolicy.Chip policy) {
        this.hsm = hsm;
        this.policy = policy;
        this.key = new IssuerKey(policy.key(), IssuerKey.Role.CRYPTOGRAM);
    }

    CardPolicy.Chip policy() {
        return policy;
    }

    /** What is wrong with the cryptogram; nothing where it is right, or no chip was read. */
    Optional<String> fault(CardMessage request) {
        if (!request.fields().has(CHIP_DATA)) {
            return isByChip(request) ? Optional.of("chip data is missing") : Optional.empty();
        }
        try {
            ApplicationCryptogram cryptogram = cryptogram(request);
            ChipRequest asked = asked(cryptogram);
            boolean right =
                    pan(request).inClear(digits -> hsm.verifyCryptogram(key, card(digits, cryptogram, request), asked));
            return right ? Optional.empty() : Optional.of("the chip's cryptogram is wrong");
        } catch (TlvException e) {
            return Optional.of("chip data: " + e.getMessage());
        }
    }

    /**
     * The answer with the issuer's cryptogram (tag 91), as it is where it has one or none can be made: an answer stands
     * without it, and the card then decides by its own rules.
     */
    CardMessage answered(CardMessage request, CardMessage answer, boolean stoodIn) {
        if (!request.fields().has(CHIP_DATA)) {
            return answer;
        }
        try {
            List<Tlv> objects = new ArrayList<>(
                    ChipData.read(answer.fields().text(CHIP_DATA)).objects());
            if (objects.stream().anyMatch(object -> object.tag() == Tag.ISSUER_AUTHENTICATION)) {
                return answer;
            }
            objects.addFirst(authentication(request, answer.responseCode(), stoodIn));
            return answer.with(answer.fields().with(CHIP_DATA, new ChipData(objects).text()));
        } catch (TlvException | HsmException e) {
            LOG.warn("no cryptogram for an answer: stan={} {}", request.trace().stan(), e.getMessage());
            return answer;
        }
    }

    private Tlv authentication(CardMessage request, String responseCode, boolean stoodIn) throws TlvException {
        ApplicationCryptogram cryptogram = cryptogram(request);
        boolean approved = ResponseCode.approves(responseCode);
        ChipAnswer says =
                switch (cryptogram.form()) {
                    case VISA_10 -> new ChipAnswer.Method1(responseCode.getBytes(US_ASCII));
                    case VISA_18, VISA_22 ->
                        new ChipAnswer.Method2(
                                !approved ? UPDATE_DECLINED : stoodIn ? UPDATE_STOOD_IN : UPDATE_APPROVED, new byte[0]);
                    case MCHIP_16, MCHIP_17, MCHIP_20, MCHIP_21 ->
                        new ChipAnswer.Method1(approved ? MCHIP_APPROVED : MCHIP_DECLINED);
                };
        byte[] made = pan(request)
                .inClear(digits ->
                        hsm.answerCryptogram(key, card(digits, cryptogram, request), asked(cryptogram), says));
        return switch (says) {
            case ChipAnswer.Method1(byte[] code) -> IssuerAnswer.method1(made, code);
            case ChipAnswer.Method2(byte[] update, byte[] proprietary) ->
                IssuerAnswer.method2(made, update, proprietary);
        };
    }

    private ApplicationCryptogram cryptogram(CardMessage request) throws TlvException {
        ChipData chip = ChipData.read(request.fields().text(CHIP_DATA));
        return policy.scheme().isPresent()
                ? ApplicationCryptogram.of(policy.scheme().get().scheme(), chip)
                : ApplicationCryptogram.of(chip);
    }

    private static ChipRequest asked(ApplicationCryptogram cryptogram) {
        CryptogramVersion version =
                switch (cryptogram.form()) {
                    case VISA_10 -> CryptogramVersion.VISA_10;
                    case VISA_18 -> CryptogramVersion.VISA_18;
                    case VISA_22 -> CryptogramVersion.VISA_22;
                    case MCHIP_16, MCHIP_17 -> CryptogramVersion.MCHIP;
                    case MCHIP_20, MCHIP_21 -> CryptogramVersion.MCHIP_COMMON;
                };
        return new ChipRequest(
                version, cryptogram.atc(), cryptogram.unpredictable(), cryptogram.data(), cryptogram.cryptogram());
    }

    /** The sequence number of DE 23 where the chip data has none. */
    private ChipCard card(byte[] digits, ApplicationCryptogram cryptogram, CardMessage request) {
        String other = request.fields().text(SEQUENCE);
        boolean usesOther = cryptogram.sequence() == 0 && other.matches("0?[0-9]{2}");
        return new ChipCard(
                digits,
                usesOther ? Integer.parseInt(other) : cryptogram.sequence(),
                switch (policy.derivation().orElse(CardPolicy.Derivation.A)) {
                    case A -> ChipCard.Option.A;
                    case B -> ChipCard.Option.B;
                });
    }

    private static Pan pan(CardMessage request) {
        return request.pan().orElseThrow();
    }

    /** Whether DE 22 says that a chip was read. */
    static boolean isByChip(CardMessage request) {
        String mode = request.fields().text(ENTRY_MODE);
        return mode.length() >= 2 && BY_CHIP.contains(mode.substring(0, 2));
    }
}
