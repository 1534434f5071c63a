package org.pointwork.hsm.keyblock;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.pkcs11.Corpus;

/** Every recorded call of psec's TR-31, its refusals too, each with the kind of rule that it breaks. */
class PsecBlocksTest {
    /** What psec says, and what we call it; the first that matches. */
    private static final List<Map.Entry<String, Fault>> FAULTS = List.of(
            Map.entry("doesn't match generated MAC", Fault.NOT_AUTHENTIC),
            Map.entry("Key block header length|Key block length|Header length|must be Double or Triple", Fault.LENGTH),
            Map.entry("MAC is malformed|Encrypted key is malformed|Decrypted key is malformed", Fault.LENGTH),
            Map.entry("is too long|exceeds limit", Fault.LENGTH),
            Map.entry("version ID .* is not supported", Fault.FORMAT),
            Map.entry("valid hexchars|Decrypted key is invalid|malformed|invalid|must", Fault.FORMAT),
            Map.entry("does not include", Fault.FORMAT));

    private static Fault faultOf(String error) {
        return FAULTS.stream()
                .filter(known -> Pattern.compile(known.getKey()).matcher(error).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError(error))
                .getValue();
    }

    @TestFactory
    Stream<DynamicTest> readsBlocks() {
        return all("KeyBlock.unwrap", 94, call -> {
            String text = call.text("key_block").orElseThrow();
            BlockProtection under = new ClearProtection(call.hex("kbpk"));
            if (call.failed()) {
                refused(call, () -> KeyBlockCipher.open(KeyBlock.parse(text), under));
            } else {
                KeyBlock block = KeyBlock.parse(text);
                assertArrayEquals(call.hex("out"), KeyBlockCipher.open(block, under));
                assertEquals(text, block.text());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> readsHeaders() {
        return all("Header.load", 22, call -> {
            String text = call.text("header").orElseThrow();
            if (call.failed()) {
                refused(call, () -> HeaderReader.read(text));
            } else {
                assertEquals(out(call), HeaderReader.read(text).length());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> writesOptionalBlocks() {
        return all("Blocks.dump", 4, call -> {
            KeyBlockVersion version = call.says("\"algo_block_size\": 16") ? KeyBlockVersion.D : KeyBlockVersion.B;
            KeyBlockHeader header = header(version, optional(call));
            assertEquals(
                    call.line().replaceFirst(".*\"out\": ", ""),
                    "[%d, \"%s\"]}".formatted(header.optionalCount(), header.optionalText()));
        });
    }

    @TestFactory
    Stream<DynamicTest> refusesToWrite() {
        return all("Header.dump", 2, call -> refused(call, () -> header(KeyBlockVersion.B, optional(call))));
    }

    @TestFactory
    Stream<DynamicTest> refusesToSeal() {
        return all(
                "KeyBlock.wrap",
                2,
                call -> refused(call, () -> {
                    KeyBlockHeader header = HeaderReader.read(
                                    call.text("_version_id").orElseThrow() + "0000000000N0000")
                            .header();
                    byte[] key = call.hex("key");
                    KeyBlockCipher.seal(header, key, key.length, byte[]::new, new ClearProtection(call.hex("kbpk")));
                }));
    }

    /** X9.143's own example of version B, made anew with its own filling. */
    @Test
    void makesWhatPsecReads() {
        for (String kbpk :
                List.of("89E88CF7931444F334BD7547FC3F380C", "0123456789ABCDEFFEDCBA987654321089ABCDEF01234567")) {
            for (KeyBlockVersion version : List.of(KeyBlockVersion.B, KeyBlockVersion.D)) {
                BlockProtection under = new ClearProtection(HexFormat.of().parseHex(kbpk));
                byte[] key = HexFormat.of().parseHex("F039121BEC83D26B169BDCD5B22AAF8F");
                KeyBlockHeader header = header(version, List.of(new OptionalBlock("KS", "00604B120F9292800000")));
                KeyBlock made = KeyBlockCipher.seal(header, key, 24, byte[]::new, under);
                KeyBlock read = KeyBlock.parse(made.text());
                assertArrayEquals(key, KeyBlockCipher.open(read, under));
                assertEquals(
                        "00604B120F9292800000", read.header().optional("KS").orElseThrow());
            }
        }
    }

    private static KeyBlockHeader header(KeyBlockVersion version, List<OptionalBlock> optional) {
        return new KeyBlockHeader(version, "P0", 'T', 'E', "00", 'N', optional);
    }

    private static List<OptionalBlock> optional(Corpus.Call call) {
        return Pattern.compile("\"([A-Z0-9]{2})\": \"(P*[0-9A-F]*)\"")
                .matcher(call.line().replaceFirst(".*\"_blocks\"", ""))
                .results()
                .map(found -> new OptionalBlock(found.group(1), found.group(2)))
                .toList();
    }

    private static int out(Corpus.Call call) {
        return Integer.parseInt(call.line().replaceFirst(".*\"out\": (\\d+).*", "$1"));
    }

    private static void refused(Corpus.Call call, Runnable what) {
        HsmException refused = assertThrows(HsmException.class, what::run);
        assertEquals(faultOf(call.text("error").orElseThrow()), refused.fault(), refused.getMessage());
    }

    private interface Judge {
        void judge(Corpus.Call call);
    }

    private static Stream<DynamicTest> all(String operation, int count, Judge judge) {
        List<Corpus.Call> calls = Corpus.psec("psec.tr31." + operation);
        assertEquals(count, calls.size());
        return IntStream.range(0, count)
                .mapToObj(i -> DynamicTest.dynamicTest(operation + " " + (i + 1), () -> judge.judge(calls.get(i))));
    }
}
