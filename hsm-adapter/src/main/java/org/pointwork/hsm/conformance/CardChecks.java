package org.pointwork.hsm.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.pointwork.hsm.Capability.CARD_CODE;
import static org.pointwork.hsm.Capability.CARD_CODE_DYNAMIC;

import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.DynamicCode.Kind;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyAlgorithm;

/**
 * Card verification codes: Visa's published example (561), pyemv's for CVC3 (29488), and figures computed block by block
 * with another implementation of TDEA where nobody publishes any.
 */
final class CardChecks {
    private static final CvvKey KEY = new CvvKey("conformance.cvv");
    private static final IssuerKey ISSUER = new IssuerKey("conformance.imk-dcv", Role.DYNAMIC_CODE);
    private static final byte[] NONE = {};

    private CardChecks() {}

    static Stream<Check> all() {
        return Stream.of(
                code("CVV", "4123456789012345", "101", "561"),
                code("CVV2", "4123456789012345", CardCode.CVV2, "636"),
                code("iCVV", "4123456789012345", CardCode.ICVV, "651"),
                code("CVV of a PAN of 19 digits", "4123456789012345678", "101", "362"),
                refused("a PAN of 20 digits", Fault.LENGTH, subject -> subject.hsm()
                        .cardCode(KEY, new CardCode(ascii("41234567890123456789"), "8701", "101"))),
                refused("an expiry of 5 digits", Fault.FORMAT, _ -> new CardCode(NONE, "87010", "101")),
                refused("a service code of 4 digits", Fault.FORMAT, _ -> new CardCode(NONE, "8701", "1010")),
                refused("a code of 4 digits", Fault.LENGTH, subject -> subject.hsm()
                        .verifyCardCode(KEY, new CardCode(ascii("4123456789012345"), "8701", "101"), ascii("5610"))),
                dynamic("CVC3, all digits", mastercard(0x5E), "29488", "29489"),
                dynamic("CVC3, the last 3 digits", mastercard(0x5E), "488", "489"),
                dynamic("CVC3 of another counter", mastercard(0x5F), "00000", "29488", false),
                dynamic("dCVV", visa(0x5E), "711", "117"),
                dynamic("dCVV, the highest counter", visa(65535), "139", "711"),
                dynamicRefused("an unpredictable number of 3 bytes", Fault.LENGTH, new byte[3]));
    }

    private static Check code(String what, String pan, String service, String digits) {
        return new Check(CARD_CODE, what + ", Visa's example key", subject -> {
            load(subject);
            var over = new CardCode(ascii(pan), "8701", service);
            Differs.unlessEqual(ascii(digits), subject.hsm().cardCode(KEY, over));
            Differs.unlessEqual(true, subject.hsm().verifyCardCode(KEY, over, ascii(digits)));
            Differs.unlessEqual(false, subject.hsm().verifyCardCode(KEY, over, ascii("000")));
        });
    }

    private static Check refused(String what, Fault fault, Consumer<Subject> call) {
        return new Check(CARD_CODE, what + " is refused", subject -> {
            load(subject);
            Differs.unlessRefused(fault, () -> call.accept(subject));
        });
    }

    private record Sample(ChipCard card, DynamicCode over) {}

    private static Sample mastercard(int atc) {
        return mastercard(atc, HexFormat.of().parseHex("00000899"));
    }

    private static Sample mastercard(int atc, byte[] unpredictable) {
        byte[] track = HexFormat.of().parseHex("5123456789012345D35121010000000000000F");
        return new Sample(
                new ChipCard(ascii("5123456789012345"), 0, Option.A),
                new DynamicCode(Kind.CVC3, track, atc, unpredictable));
    }

    private static Sample visa(int atc) {
        return new Sample(
                new ChipCard(ascii("4123456789012345"), 1, Option.A),
                new DynamicCode(Kind.DCVV, ascii("8701101"), atc, NONE));
    }

    private static Check dynamic(String what, Sample sample, String right, String wrong) {
        return dynamic(what, sample, right, wrong, true);
    }

    private static Check dynamic(String what, Sample sample, String digits, String wrong, boolean right) {
        return new Check(CARD_CODE_DYNAMIC, what, subject -> {
            loadIssuer(subject);
            var hsm = subject.hsm();
            Differs.unlessEqual(right, hsm.verifyDynamicCode(ISSUER, sample.card, sample.over, ascii(digits)));
            Differs.unlessEqual(false, hsm.verifyDynamicCode(ISSUER, sample.card, sample.over, ascii(wrong)));
        });
    }

    private static Check dynamicRefused(String what, Fault fault, byte[] unpredictable) {
        return new Check(CARD_CODE_DYNAMIC, what + " is refused", subject -> {
            loadIssuer(subject);
            var sample = mastercard(1, unpredictable);
            Differs.unlessRefused(
                    fault, () -> subject.hsm().verifyDynamicCode(ISSUER, sample.card, sample.over, ascii("29488")));
        });
    }

    private static void load(Subject subject) {
        subject.load(KEY, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
    }

    private static void loadIssuer(Subject subject) {
        subject.load(ISSUER, KeyAlgorithm.TDES2, HexFormat.of().parseHex("01234567899876543210012345678998"));
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(US_ASCII);
    }
}
