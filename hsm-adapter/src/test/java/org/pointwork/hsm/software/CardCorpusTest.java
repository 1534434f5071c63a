package org.pointwork.hsm.software;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.card.CardRules;
import org.pointwork.hsm.card.ChipOperations;
import org.pointwork.hsm.card.CodeOperations;
import org.pointwork.hsm.card.Derivation;
import org.pointwork.hsm.card.Padding;
import org.pointwork.hsm.card.ScriptPins;
import org.pointwork.hsm.pin.PinRules;
import org.pointwork.hsm.pkcs11.Corpus;
import org.pointwork.hsm.pkcs11.Corpus.Call;

/**
 * Every recorded call of psec and pyemv about card codes and chip cards, through the parts that the software module is made
 * of. What agrees is counted by operation, and what is not of the port is counted with the reason.
 */
class CardCorpusTest {
    private static final IssuerKey CRYPTOGRAM = new IssuerKey("imk", Role.CRYPTOGRAM);
    private static final IssuerKey CODE = new IssuerKey("imk", Role.DYNAMIC_CODE);
    private static final CvvKey CVV = new CvvKey("cvk");
    private static final ChipCard CARD = new ChipCard("1234567890123456".getBytes(US_ASCII), 0, Option.A);
    private static final byte[] NONE = {};
    private static final int TOTAL = 147;

    private final SoftwareHsm hsm = SoftwareHsm.open(Profile.DEVELOPMENT);
    private final Map<String, int[]> counts = new TreeMap<>();
    private final Map<String, Integer> reasons = new TreeMap<>();

    /** Why a call is not of the port: by operation, and what of its line. */
    private static final Map<String, Map<String, String>> NOT_OF_THE_PORT = Map.of(
            "pyemv.kd.derive_emv2000_tree_sk", Map.of("", "EMV withdrew the tree of session keys in 2007"),
            "pyemv.kd.derive_visa_sm_sk", Map.of("ATC value must be", "a counter is a number"),
            "pyemv.ac.generate_ac", Map.of("Padding type must be", "a type in Java"),
            "pyemv.sm.encrypt_command_data",
                    Map.of(
                            "Encryption type must be", "a type in Java",
                            "\"EMV\"", "no version of the port pads a PIN block of 8 bytes (EMV's own scheme)"),
            "pyemv.mac.pad_iso9797_1", Map.of("\"block_size\": 16", "blocks of the port have 8 bytes"),
            "pyemv.mac.pad_iso9797_2", Map.of("\"block_size\": 16", "blocks of the port have 8 bytes"));

    @Test
    void everyCallAgreesOrIsNotOfThePort() throws IOException {
        for (String file : new String[] {"psec.jsonl", "pyemv.jsonl"}) {
            for (String line : Corpus.lines(file)) {
                var call = new Call(line);
                String operation = call.text("op").orElseThrow();
                if (operation.startsWith("psec.cvv") || operation.startsWith("pyemv") && !operation.contains(".tlv.")) {
                    judge(operation, call);
                }
            }
        }
        report();
        hsm.close();
    }

    private void judge(String operation, Call call) {
        int[] count = counts.computeIfAbsent(operation, _ -> new int[2]);
        var reason = NOT_OF_THE_PORT.getOrDefault(operation, Map.of()).entrySet().stream()
                .filter(entry -> call.says(entry.getKey()))
                .findFirst();
        if (reason.isPresent()) {
            count[1]++;
            reasons.merge(operation + ": " + reason.get().getValue(), 1, Integer::sum);
            return;
        }
        try {
            check(operation, call);
        } catch (RuntimeException e) {
            throw new AssertionError(call.line(), e);
        }
        count[0]++;
    }

    private void check(String operation, Call call) {
        switch (operation) {
            case "psec.cvv.generate_cvv" -> cvvError(call);
            case "pyemv.cvv.generate_cvc3" -> cvc3(call);
            case "pyemv.kd.derive_icc_mk_a" -> derived(call, "iss_mk", Derivation.master(card(call, Option.A)));
            case "pyemv.kd.derive_icc_mk_b" -> derived(call, "iss_mk", Derivation.master(card(call, Option.B)));
            case "pyemv.kd.derive_common_sk" -> commonSession(call);
            case "pyemv.kd.derive_visa_sm_sk" -> visaSession(call);
            case "pyemv.ac.generate_ac" -> cryptogram(call);
            case "pyemv.ac.generate_arpc_1" -> answer(call, new ChipAnswer.Method1(call.hex("arpc_rc")));
            case "pyemv.ac.generate_arpc_2" ->
                answer(
                        call,
                        new ChipAnswer.Method2(
                                call.hex("csu"),
                                call.text("prop_auth_data").isPresent() ? call.hex("prop_auth_data") : NONE));
            case "pyemv.sm.generate_command_mac" -> macs(call, "sk_smi", () -> Padding.method2(call.hex("command")));
            case "pyemv.sm.encrypt_command_data" -> enciphers(call);
            case "pyemv.sm.format_iso9564_2_pin_block" -> format2(call);
            case "pyemv.sm.format_vis_pin_block" -> visaPin(call);
            case "pyemv.mac.mac_iso9797_3" -> {
                byte[] both = Arrays.copyOf(call.hex("key1"), 16);
                System.arraycopy(call.hex("key2"), 0, both, 8, 8);
                assertArrayEquals(out(call), key(both).mac(Padding.method1(call.hex("data"))));
            }
            case "pyemv.mac.pad_iso9797_1" -> assertArrayEquals(out(call), Padding.method1(call.hex("data")));
            case "pyemv.mac.pad_iso9797_2" -> assertArrayEquals(out(call), Padding.method2(call.hex("data")));
            case "pyemv.tools.key_check_digits" -> {
                byte[] check = key(call.hex("key")).encipher(new byte[8]);
                assertArrayEquals(out(call), Arrays.copyOf(check, out(call).length));
            }
            default -> {
                assertTrue(operation.endsWith(".generate_pin_change_command"), operation);
                pinChange(operation, call);
            }
        }
    }

    private void cvvError(Call call) {
        if (!refusedAsKey(call, "cvk")) {
            refused(call, call.says("PAN must be") ? Fault.LENGTH : Fault.FORMAT, () -> {
                var over = new CardCode(ascii(call, "pan"), text(call, "expiry"), text(call, "service_code"));
                CardRules.require(CVV, over);
            });
        }
    }

    private void cvc3(Call call) {
        var card = new ChipCard("5123456789012345".getBytes(US_ASCII), 0, Option.A);
        var over = new DynamicCode(
                DynamicCode.Kind.CVC3, call.hex("track_template"), counter(call.hex("atc")), call.hex("un"));
        if (refusedAsKey(call, "icc_cvc3")) {
            return;
        }
        if (call.failed()) {
            refused(call, Fault.LENGTH, () -> CardRules.require(CODE, card, over, "000".getBytes(US_ASCII)));
            return;
        }
        byte[] digits = text(call, "out").getBytes(US_ASCII);
        assertTrue(CodeOperations.verify(_ -> key(call.hex("icc_cvc3")), card, over, digits));
    }

    private void derived(Call call, String parent, byte[] data) {
        assertArrayEquals(out(call), key(call.hex(parent)).derive(data).clear());
    }

    private void commonSession(Call call) {
        if (refusedAsKey(call, "icc_mk")) {
            return;
        }
        var request = request(CryptogramVersion.VISA_22, 0, call.hex("r"));
        if (call.failed()) {
            refused(call, Fault.LENGTH, () -> CardRules.require(CRYPTOGRAM, Role.CRYPTOGRAM, CARD, request));
        } else {
            derived(call, "icc_mk", Derivation.script(request));
        }
    }

    private void visaSession(Call call) {
        if (!refusedAsKey(call, "icc_mk")) {
            var session = (SoftwareCardKey) key(call.hex("icc_mk")).withCounter(counter(call.hex("atc")));
            assertArrayEquals(out(call), session.clear());
        }
    }

    private void cryptogram(Call call) {
        boolean zeros = call.says("\"VISA\"");
        macs(call, "sk_ac", () -> zeros ? Padding.method1(call.hex("data")) : Padding.method2(call.hex("data")));
    }

    private void macs(Call call, String name, Supplier<byte[]> blocks) {
        if (!refusedAsKey(call, name)) {
            assertArrayEquals(out(call), key(call.hex(name)).mac(blocks.get()));
        }
    }

    private void answer(Call call, ChipAnswer answer) {
        if (refusedAsKey(call, "sk_ac")) {
            return;
        }
        if (call.failed()) {
            refused(call, Fault.LENGTH, () -> {
                CardRules.require(CRYPTOGRAM, answer);
                CardRules.require(
                        CRYPTOGRAM, Role.CRYPTOGRAM, CARD, request(CryptogramVersion.VISA_10, 0, call.hex("arqc")));
            });
        } else {
            assertArrayEquals(out(call), ChipOperations.answer(key(call.hex("sk_ac")), call.hex("arqc"), answer));
        }
    }

    private void enciphers(Call call) {
        if (refusedAsKey(call, "sk_smc")) {
            return;
        }
        byte[] block = call.hex("command_data");
        byte[] data = call.says("\"VISA\"") ? ScriptPins.framed(block) : block;
        assertArrayEquals(out(call), key(call.hex("sk_smc")).encipher(data));
    }

    private void visaPin(Call call) {
        if (refusedAsKey(call, "icc_mk_ac") || refusedAsPin(call, "pin") || refusedAsPin(call, "current_pin")) {
            return;
        }
        var current = call.text("current_pin").map(_ -> ascii(call, "current_pin"));
        byte[] tail = key(call.hex("icc_mk_ac")).tail();
        assertArrayEquals(out(call), ScriptPins.visaBlock(tail, ascii(call, "pin"), current));
    }

    private void format2(Call call) {
        if (!refusedAsPin(call, "pin")) {
            assertArrayEquals(out(call), ScriptPins.format2Block(ascii(call, "pin")));
        }
    }

    /** The whole command: header, enciphered PIN, MAC over header, counter, cryptogram and PIN. */
    private void pinChange(String operation, Call call) {
        var request = request(
                version(operation),
                call.text("tag_9f36").map(_ -> counter(call.hex("tag_9f36"))).orElse(0),
                call.hex("tag_9f26"));
        var current = call.text("current_pin").map(_ -> ascii(call, "current_pin"));
        byte[] enciphered = ScriptPins.encipher(
                _ -> key(call.hex("icc_mk_smc")),
                _ -> key(call.hex("icc_mk_ac")),
                CARD,
                request,
                ascii(call, "pin"),
                current);
        byte[] header = {(byte) 0x84, 0x24, 0, (byte) (current.isPresent() ? 1 : 2), (byte) (enciphered.length + 8)};
        boolean interac = operation.contains("Interac"); // whose MAC leaves counter and cryptogram out
        byte[] between = interac ? NONE : joined(call.hex("tag_9f36"), call.hex("tag_9f26"));
        byte[] mac = ChipOperations.scriptMac(
                _ -> key(call.hex("icc_mk_smi")), CARD, request, joined(header, between, enciphered));
        assertArrayEquals(out(call), joined(header, enciphered, mac));
    }

    private static CryptogramVersion version(String operation) {
        return switch (operation.split("\\.")[2]) {
            case "VisaCVN10" -> CryptogramVersion.VISA_10;
            case "VisaCVN18" -> CryptogramVersion.VISA_18;
            case "VisaCVN22" -> CryptogramVersion.VISA_22;
            case "MasterCardCVN16", "MasterCardCVN17", "InteracCVN133" -> CryptogramVersion.MCHIP;
            case "MasterCardCVN20", "MasterCardCVN21" -> CryptogramVersion.MCHIP_COMMON;
            default -> throw new AssertionError(operation);
        };
    }

    /** What pyemv says of a key's length when it is used is said here when the key is loaded. */
    private boolean refusedAsKey(Call call, String name) {
        if (!call.says("double length DES key")) {
            return false;
        }
        refused(call, Fault.LENGTH, () -> hsm.load(CRYPTOGRAM, KeyAlgorithm.TDES2, call.hex(name)));
        return true;
    }

    private static boolean refusedAsPin(Call call, String name) {
        String rule = name.equals("pin") ? "ValueError: PIN must be" : "Current PIN must be";
        if (!call.says(rule)) {
            return false;
        }
        refused(call, Fault.FORMAT, () -> PinRules.requirePin("imk", ascii(call, name)));
        return true;
    }

    private static void refused(Call call, Fault fault, Executable work) {
        assertTrue(call.failed(), call.line());
        assertEquals(fault, assertThrows(HsmException.class, work, call.line()).fault(), call.line());
    }

    private static ChipRequest request(CryptogramVersion version, int atc, byte[] cryptogram) {
        return new ChipRequest(version, atc, new byte[4], NONE, cryptogram);
    }

    private static ChipCard card(Call call, Option option) {
        int sequence = call.text("psn")
                .map(_ -> Integer.parseInt(new String(ascii(call, "psn"), US_ASCII)))
                .orElse(0);
        return new ChipCard(ascii(call, "pan"), sequence, option);
    }

    private static SoftwareCardKey key(byte[] value) {
        return SoftwareCardKey.of(CRYPTOGRAM, value);
    }

    private static int counter(byte[] atc) {
        return (atc[0] & 0xFF) << 8 | atc[1] & 0xFF;
    }

    /** Digits are recorded as text or as the bytes of it. */
    private static byte[] ascii(Call call, String name) {
        String text = text(call, name);
        return text.startsWith("hex:") ? call.hex(name) : text.getBytes(US_ASCII);
    }

    private static String text(Call call, String name) {
        return call.text(name).orElseThrow();
    }

    private static byte[] out(Call call) {
        return call.hex("out");
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private void report() throws IOException {
        var table = new StringBuilder();
        counts.forEach((operation, count) ->
                table.append("%-60s agree %2d, not of the port %2d%n".formatted(operation, count[0], count[1])));
        reasons.forEach((reason, count) -> table.append("%2d %s%n".formatted(count, reason)));
        Files.writeString(Path.of("target/card-corpus.txt"), table);
        assertEquals(
                TOTAL,
                counts.values().stream().mapToInt(count -> count[0] + count[1]).sum(),
                table.toString());
    }
}
