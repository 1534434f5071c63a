package org.pointwork.hsm.conformance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.pointwork.hsm.Capability.*;
import static org.pointwork.hsm.PinFormat.*;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PvvKey;

/** PIN blocks, PVVs and offsets against psec; blocks that psec does not encipher were, with Python's cryptography. */
final class PinChecks {
    private static final PinKey A = new PinKey("conformance.pin.a");
    private static final PinKey B = new PinKey("conformance.pin.b");
    private static final PinKey AES = new PinKey("conformance.pin.aes");
    private static final PvvKey PVV = new PvvKey("conformance.pvv");
    private static final OffsetKey OFFSET = new OffsetKey("conformance.offset");
    private static final String KEY_A = "0123456789ABCDEFFEDCBA9876543210";
    private static final String KEY_B = "89ABCDEF01234567FEDCBA987654321076543210FEDCBA98";
    private static final String KEY_AES = "00112233445566778899AABBCCDDEEFF";
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);
    private static final String PSEC_PAN = "1122334455667788";
    /** PIN 1234 under A: format 0, 1, 3; under AES: format 4. */
    private static final String FORMAT_0 = "230B4C43B8BA2C5C";

    private static final String FORMAT_1 = "485F5F06A751559A";
    private static final String FORMAT_3 = "F437279D72EAC868";
    private static final String FORMAT_4 = "6AADDB95E5D06C0797EBE4F603423A48";
    /** The same PIN under B in format 0. */
    private static final String UNDER_B = "95A71AC7D988CF85";

    private PinChecks() {}

    static Stream<Check> all() {
        return Stream.of(translations(), malformed(), forbidden(), references(), refusedReferences())
                .flatMap(checks -> checks);
    }

    private static Stream<Check> translations() {
        return Stream.of(
                translated(PIN_TRANSLATE, A, ISO_0, FORMAT_0),
                translated(PIN_TRANSLATE, A, ISO_1, FORMAT_1),
                translated(PIN_TRANSLATE, A, ISO_3, FORMAT_3),
                translated(PIN_TRANSLATE_AES, AES, ISO_4, FORMAT_4),
                thereAndBack(PIN_TRANSLATE, A, ISO_0, FORMAT_0, A, ISO_3),
                thereAndBack(PIN_TRANSLATE, A, ISO_1, FORMAT_1, A, ISO_3),
                thereAndBack(PIN_TRANSLATE, A, ISO_3, FORMAT_3, B, ISO_3),
                thereAndBack(PIN_TRANSLATE_AES, A, ISO_0, FORMAT_0, AES, ISO_4),
                thereAndBack(PIN_TRANSLATE_AES, AES, ISO_4, FORMAT_4, AES, ISO_4),
                psecFormat4());
    }

    private static Check translated(Capability capability, PinKey from, PinFormat format, String block) {
        return new Check(capability, format + " to ISO_0 under another key", subject -> {
            load(subject);
            Differs.unlessEqual(hex(UNDER_B), subject.hsm().translatePin(from, format, B, ISO_0, hex(block), PAN));
        });
    }

    /** Formats with random filler: what comes of them has to be the PIN again. */
    private static Check thereAndBack(
            Capability capability, PinKey from, PinFormat format, String block, PinKey via, PinFormat viaFormat) {
        return new Check(capability, format + " to ISO_0 by way of " + viaFormat, subject -> {
            load(subject);
            byte[] between = subject.hsm().translatePin(from, format, via, viaFormat, hex(block), PAN);
            Differs.unlessEqual(hex(UNDER_B), subject.hsm().translatePin(via, viaFormat, B, ISO_0, between, PAN));
        });
    }

    private static Check psecFormat4() {
        return new Check(PIN_TRANSLATE_AES, "AES-256, 10 digits of PIN, 17 of PAN, psec", subject -> {
            load(subject);
            subject.load(
                    AES, KeyAlgorithm.AES256, hex("93932328D95C14CFC07287D485D1B5C63D7ED288A381EE787EFA3DFCB87B5D2E"));
            byte[] pan = "12334567890123456".getBytes(US_ASCII);
            byte[] block = hex("7A86E282D5BEC805FC0483D32338249C");
            Differs.unlessEqual(hex("062510A3833D5D96"), subject.hsm().translatePin(AES, ISO_4, B, ISO_0, block, pan));
        });
    }

    private static Stream<Check> malformed() {
        return Stream.of(
                bad(PIN_TRANSLATE, A, ISO_0, "72C91D5D467C2603", "control field 2"),
                bad(PIN_TRANSLATE, A, ISO_0, "5D764F6F6F26D776", "15 digits"),
                bad(PIN_TRANSLATE, A, ISO_0, "252F7D56842A427D", "a digit F"),
                bad(PIN_TRANSLATE, A, ISO_0, FORMAT_1, "format 1"),
                bad(PIN_TRANSLATE, A, ISO_0, FORMAT_3, "format 3"),
                bad(PIN_TRANSLATE, A, ISO_0, "00", "1 byte"),
                bad(PIN_TRANSLATE, A, ISO_0, FORMAT_4, "16 bytes"),
                bad(PIN_TRANSLATE, A, ISO_3, "72C91D5D467C2603", "control field 2"),
                bad(PIN_TRANSLATE, A, ISO_3, "555F70F7E34A3C57", "15 digits"),
                bad(PIN_TRANSLATE, A, ISO_3, "9EACF1BAADA54F2C", "a digit F"),
                bad(PIN_TRANSLATE, A, ISO_1, FORMAT_0, "format 0"),
                bad(PIN_TRANSLATE_AES, AES, ISO_4, FORMAT_0, "8 bytes"),
                bad(PIN_TRANSLATE_AES, AES, ISO_4, "00".repeat(16), "another key's"));
    }

    private static Check bad(Capability capability, PinKey key, PinFormat format, String block, String what) {
        return new Check(capability, "a bad block, " + format + ": " + what, subject -> {
            load(subject);
            Differs.unlessFails(
                    Reason.BAD_PIN_BLOCK, () -> subject.hsm().translatePin(key, format, B, ISO_0, hex(block), PAN));
        });
    }

    private static Stream<Check> forbidden() {
        return Stream.of(
                refused(Fault.FORBIDDEN_TRANSLATION, A, ISO_0, B, ISO_1, PAN),
                refused(Fault.FORBIDDEN_TRANSLATION, A, ISO_3, B, ISO_1, PAN),
                refused(Fault.FORBIDDEN_TRANSLATION, A, ISO_2, B, ISO_0, PAN),
                refused(Fault.FORBIDDEN_TRANSLATION, A, ISO_0, B, ISO_2, PAN),
                refused(Fault.FORBIDDEN_TRANSLATION, AES, ISO_4, B, ISO_1, PAN),
                refused(Fault.ALGORITHM, A, ISO_0, B, ISO_4, PAN),
                refused(Fault.ALGORITHM, AES, ISO_4, AES, ISO_0, PAN),
                refused(Fault.FORMAT, A, ISO_0, B, ISO_0, "555555555123456A".getBytes(US_ASCII)),
                refused(Fault.FORMAT, A, ISO_0, B, ISO_0, "5555555".getBytes(US_ASCII)),
                refused(Fault.FORMAT, A, ISO_0, B, ISO_0, "55555555551234567890".getBytes(US_ASCII)));
    }

    private static Check refused(
            Fault fault, PinKey from, PinFormat format, PinKey to, PinFormat toFormat, byte[] pan) {
        boolean usesAes = from.equals(AES) || to.equals(AES);
        var name = format + " to " + toFormat + ", a PAN of " + pan.length + ": " + fault;
        return new Check(usesAes ? PIN_TRANSLATE_AES : PIN_TRANSLATE, name, subject -> {
            load(subject);
            byte[] block = hex(format == ISO_4 ? FORMAT_4 : FORMAT_0);
            Differs.unlessRefused(fault, () -> subject.hsm().translatePin(from, format, to, toFormat, block, pan));
        });
    }

    private static Stream<Check> references() {
        return Stream.of(
                reference(PIN_PVV, "E59EF17C9608D041", PSEC_PAN, visa(), "8523"),
                reference(PIN_PVV, "425BD054A2475A6D", "1122334455667718", visa(), "3144"),
                reference(PIN_IBM3624, "E59EF17C9608D041", PSEC_PAN, ibm(16, 'F'), "0000"),
                reference(PIN_IBM3624, "B1386B139FECA05F", PSEC_PAN, ibm(16, 'F'), "1111"),
                reference(PIN_IBM3624, "909325A57CA3ED7B", PSEC_PAN, ibm(16, 'F'), "7710"),
                reference(PIN_IBM3624, "9277892B256A13EF", PSEC_PAN, ibm(14, 'f'), "0000"));
    }

    private static PinMethod visa() {
        return new PinMethod.VisaPvv(PVV, 1);
    }

    private static PinMethod ibm(int panLength, char pad) {
        return new PinMethod.Ibm3624(OFFSET, "1234567890123456", 0, panLength, pad);
    }

    private static Check reference(
            Capability capability, String block, String panText, PinMethod method, String expected) {
        byte[] pan = panText.getBytes(US_ASCII);
        return new Check(capability, expected + ", psec", subject -> {
            load(subject);
            var hsm = subject.hsm();
            Differs.unlessEqual(expected, hsm.pinReference(A, ISO_0, hex(block), pan, method));
            Differs.unlessEqual(true, hsm.verifyPin(A, ISO_0, hex(block), pan, method, expected));
            for (int i = 0; i < expected.length(); i++) {
                var wrong = new StringBuilder(expected);
                wrong.setCharAt(i, expected.charAt(i) == '9' ? '0' : (char) (expected.charAt(i) + 1));
                Differs.unlessEqual(false, hsm.verifyPin(A, ISO_0, hex(block), pan, method, wrong.toString()));
            }
        });
    }

    private static Stream<Check> refusedReferences() {
        var beyond = new PinMethod.Ibm3624(OFFSET, "1234567890123456", 1, 16, 'F');
        return Stream.of(
                refusedReference(PIN_PVV, Fault.LENGTH, "11223344556", visa(), "8523"),
                refusedReference(PIN_PVV, Fault.LENGTH, PSEC_PAN, visa(), "852"),
                refusedReference(PIN_PVV, Fault.FORMAT, PSEC_PAN, visa(), "85A3"),
                refusedReference(PIN_IBM3624, Fault.LENGTH, PSEC_PAN, beyond, "0000"),
                refusedReference(PIN_IBM3624, Fault.LENGTH, PSEC_PAN, ibm(16, 'F'), "000"),
                refusedReference(PIN_IBM3624, Fault.LENGTH, PSEC_PAN, ibm(16, 'F'), "0".repeat(17)),
                refusedReference(PIN_IBM3624, Fault.FORMAT, PSEC_PAN, ibm(16, 'F'), "00-0"));
    }

    private static Check refusedReference(
            Capability capability, Fault fault, String panText, PinMethod method, String reference) {
        var name = "a PAN of " + panText.length() + ", reference " + reference + ": " + fault;
        return new Check(capability, name, subject -> {
            load(subject);
            byte[] pan = panText.getBytes(US_ASCII);
            Differs.unlessRefused(
                    fault, () -> subject.hsm().verifyPin(A, ISO_0, hex(FORMAT_0), pan, method, reference));
        });
    }

    private static void load(Subject subject) {
        var capabilities = subject.hsm().capabilities();
        subject.load(A, KeyAlgorithm.TDES2, hex(KEY_A));
        subject.load(B, KeyAlgorithm.TDES3, hex(KEY_B));
        if (capabilities.contains(PIN_TRANSLATE_AES)) {
            subject.load(AES, KeyAlgorithm.AES128, hex(KEY_AES));
        }
        if (capabilities.contains(PIN_PVV)) {
            subject.load(PVV, KeyAlgorithm.TDES2, hex(KEY_A));
        }
        if (capabilities.contains(PIN_IBM3624)) {
            subject.load(OFFSET, KeyAlgorithm.TDES2, hex(KEY_A));
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
