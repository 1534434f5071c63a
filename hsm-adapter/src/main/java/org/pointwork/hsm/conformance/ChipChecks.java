package org.pointwork.hsm.conformance;

import static org.pointwork.hsm.Capability.CHIP_CRYPTOGRAM;
import static org.pointwork.hsm.Capability.CHIP_SCRIPT;
import static org.pointwork.hsm.Capability.CHIP_SCRIPT_PIN;
import static org.pointwork.hsm.conformance.ChipSample.CARD;
import static org.pointwork.hsm.conformance.ChipSample.hex;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;

/** Cryptograms and scripts of chip cards, against pyemv's figures. */
final class ChipChecks {
    private static final IssuerKey CRYPTOGRAM = new IssuerKey("conformance.imk-ac", Role.CRYPTOGRAM);
    private static final IssuerKey SCRIPT_MAC = new IssuerKey("conformance.imk-smi", Role.SCRIPT_MAC);
    private static final IssuerKey SCRIPT_DATA = new IssuerKey("conformance.imk-smc", Role.SCRIPT_DATA);
    private static final PinKey PIN = new PinKey("conformance.zpk");
    /** PINs 9999 and 8888 of the samples' PAN, format 0, under the key that {@link #load} gives. */
    private static final byte[] NEW_PIN = hex("B4EE1320B4A01646");

    private static final byte[] CURRENT_PIN = hex("67BADECE13234E68");

    private ChipChecks() {}

    static Stream<Check> all() {
        return Stream.of(
                        ofEach(CHIP_CRYPTOGRAM, "cryptogram and answer", _ -> true, ChipChecks::cryptogram),
                        ofEach(
                                CHIP_SCRIPT,
                                "MAC of a script",
                                it -> !it.unlockMac().isEmpty(),
                                ChipChecks::scriptMac),
                        ofEach(CHIP_SCRIPT_PIN, "PIN of a script", _ -> true, ChipChecks::scriptPin),
                        Stream.of(
                                check(CHIP_CRYPTOGRAM, "option B, a PAN of 17 digits", ChipChecks::optionB),
                                check(CHIP_CRYPTOGRAM, "what is refused", ChipChecks::refused),
                                currentPin(0, "2EE025E554BCD87E11D2B6EBC396A939"),
                                currentPin(1, "2EE025E554BCD87E11D2B6EBC396A939"),
                                currentPin(2, "AD6CF0C44DD96B7323A1B51B694E9929"),
                                check(CHIP_SCRIPT, "what is refused", ChipChecks::scriptRefused),
                                check(CHIP_SCRIPT_PIN, "what is refused", ChipChecks::pinRefused)))
                .flatMap(Function.identity());
    }

    private static Stream<Check> ofEach(
            Capability capability, String what, Predicate<ChipSample> has, BiConsumer<Subject, ChipSample> run) {
        return ChipSample.all().stream()
                .filter(has)
                .map(sample -> check(capability, sample.name() + ", " + what, subject -> run.accept(subject, sample)));
    }

    private static Check check(Capability capability, String what, Consumer<Subject> run) {
        return new Check(capability, what, subject -> {
            load(subject);
            run.accept(subject);
        });
    }

    private static void cryptogram(Subject subject, ChipSample sample) {
        var hsm = subject.hsm();
        var wrong = sample.request("0102030405060708");
        Differs.unlessEqual(true, hsm.verifyCryptogram(CRYPTOGRAM, CARD, sample.request()));
        Differs.unlessEqual(false, hsm.verifyCryptogram(CRYPTOGRAM, CARD, wrong));
        Differs.unlessEqual(
                hex(sample.answered()), hsm.answerCryptogram(CRYPTOGRAM, CARD, sample.request(), sample.answer()));
        Differs.unlessRefused(
                Fault.NOT_AUTHENTIC, () -> hsm.answerCryptogram(CRYPTOGRAM, CARD, wrong, sample.answer()));
    }

    private static void scriptMac(Subject subject, ChipSample sample) {
        Differs.unlessEqual(
                hex(sample.unlockMac()),
                subject.hsm().scriptMac(SCRIPT_MAC, CARD, sample.request(), sample.command(sample.unlock(), "")));
    }

    private static void scriptPin(Subject subject, ChipSample sample) {
        var hsm = subject.hsm();
        var change = PinChange.to(PIN, PinFormat.ISO_0, NEW_PIN);
        Differs.unlessEqual(
                hex(sample.pinData()), hsm.scriptPin(SCRIPT_DATA, CRYPTOGRAM, CARD, sample.request(), change));
        Differs.unlessEqual(
                hex(sample.pinMac()),
                hsm.scriptMac(
                        SCRIPT_MAC, CARD, sample.request(), sample.command(sample.pinHeader(), sample.pinData())));
    }

    private static Check currentPin(int sampleIndex, String data) {
        var sample = ChipSample.all().get(sampleIndex);
        return check(CHIP_SCRIPT_PIN, sample.name() + ", PIN of a script, with the current one", subject -> {
            var change = new PinChange(PIN, PinFormat.ISO_0, NEW_PIN, Optional.of(CURRENT_PIN));
            Differs.unlessEqual(
                    hex(data), subject.hsm().scriptPin(SCRIPT_DATA, CRYPTOGRAM, CARD, sample.request(), change));
        });
    }

    /** CVN 10 under pyemv's key for this PAN (derive_icc_mk_b); computed with another TDEA. */
    private static void optionB(Subject subject) {
        var card = new ChipCard("12345678901234567".getBytes(StandardCharsets.US_ASCII), 45, Option.B);
        var sample = ChipSample.all().getFirst();
        var request = sample.request("10BB5BD9FCDDD241");
        Differs.unlessEqual(true, subject.hsm().verifyCryptogram(CRYPTOGRAM, card, request));
        Differs.unlessEqual(
                hex("45B37E79AC7F0AAB"), subject.hsm().answerCryptogram(CRYPTOGRAM, card, request, sample.answer()));
    }

    private static void refused(Subject subject) {
        var hsm = subject.hsm();
        var sample = ChipSample.all().getFirst();
        var request = sample.request();
        for (var answer : List.of(
                new ChipAnswer.Method1(new byte[3]),
                new ChipAnswer.Method2(new byte[5], new byte[0]),
                new ChipAnswer.Method2(new byte[4], new byte[9]))) {
            Differs.unlessRefused(Fault.LENGTH, () -> hsm.answerCryptogram(CRYPTOGRAM, CARD, request, answer));
        }
        Differs.unlessRefused(Fault.LENGTH, () -> hsm.verifyCryptogram(CRYPTOGRAM, CARD, sample.request("01020304")));
        Differs.unlessRefused(
                Fault.LENGTH,
                () -> hsm.verifyCryptogram(
                        CRYPTOGRAM,
                        CARD,
                        new ChipRequest(CryptogramVersion.MCHIP, 1, new byte[3], new byte[0], new byte[8])));
        Differs.unlessRefused(Fault.USAGE, () -> hsm.verifyCryptogram(SCRIPT_MAC, CARD, request));
    }

    private static void scriptRefused(Subject subject) {
        var hsm = subject.hsm();
        var request = ChipSample.all().getLast().request();
        Differs.unlessRefused(Fault.USAGE, () -> hsm.scriptMac(SCRIPT_DATA, CARD, request, new byte[5]));
        Differs.unlessRefused(Fault.LENGTH, () -> hsm.scriptMac(SCRIPT_MAC, CARD, request, new byte[3]));
    }

    private static void pinRefused(Subject subject) {
        var request = ChipSample.all().getLast().request();
        var withCurrent = new PinChange(PIN, PinFormat.ISO_0, NEW_PIN, Optional.of(CURRENT_PIN));
        Differs.unlessRefused(
                Fault.FORMAT, () -> subject.hsm().scriptPin(SCRIPT_DATA, CRYPTOGRAM, CARD, request, withCurrent));
    }

    private static void load(Subject subject) {
        subject.load(CRYPTOGRAM, KeyAlgorithm.TDES2, hex("0123456789ABCDEFFEDCBA9876543210"));
        subject.load(SCRIPT_MAC, KeyAlgorithm.TDES2, hex("FEDCBA98765432100123456789ABCDEF"));
        subject.load(SCRIPT_DATA, KeyAlgorithm.TDES2, hex("89ABCDEF0123456776543210FEDCBA98"));
        subject.load(PIN, KeyAlgorithm.TDES2, hex("B0F4A4B6E9D5C7A2D3BF8C1A6E4F2075"));
    }
}
