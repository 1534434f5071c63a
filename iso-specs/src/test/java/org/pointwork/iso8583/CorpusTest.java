package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.framing.Frame;
import org.pointwork.framing.Framing;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Mti;

/** Messages that other people published: read to the values beside them, written to the same bytes, or refused by name. */
class CorpusTest {
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "../shared/corpus"), "iso8583");
    private static final Map<String, List<String>> RESULTS = new TreeMap<>();

    /** Of every vector, the dialect and framing it is in, and what it is refused for, where it is to be. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            ipm-1144-ascii-binbitmap,   ipm,              "",             ""
            wso2-0200-ascii-hexbitmap,  iso87-ascii,      "",             ""
            wso2-0200-4byte-binary-len, iso87-ascii-bits, length4,        ""
            wso2-0200-4ascii-len,       iso87-ascii-bits, ascii4,         ""
            wso2-0200-bad-bitmap,       iso87-ascii,      "",             "DE 102: its length is not a number"
            """)
    void vectors(String id, String dialect, String framing, String fault) throws Exception {
        JsonNode vector = vectors().get(id);
        byte[] bytes = Messages.hex(vector.get("hex").asText());
        byte[] payload = framing.isEmpty() ? bytes : cut(framing, bytes);
        if (vector.get("expect").asText().equals("reject")) {
            assertRefused(id, Dialect.named(dialect), payload, fault);
            return;
        }
        Map<String, String> expected = new TreeMap<>();
        vector.get("fields")
                .properties()
                .forEach(field -> expected.put(field.getKey(), field.getValue().asText()));
        String mti = expected.remove("0");
        assertRead(id, Dialect.named(dialect), payload, mti, expected);
        if (!framing.isEmpty()) {
            var out = Unpooled.buffer();
            Framing.named(framing).write(Frame.of(payload), out);
            assertArrayEquals(bytes, Unpooled.copiedBuffer(out).array());
        }
    }

    @Test
    void aTpduAlone() throws Exception {
        JsonNode vector = vectors().get("tpdu-codec");
        byte[] tpdu = Messages.hex(vector.get("hex").asText());
        Frame frame = Framing.named("length2-tpdu")
                .read(Unpooled.wrappedBuffer(Messages.hex("0006"), tpdu, new byte[] {0}))
                .orElseThrow();
        JsonNode said = vector.get("fields");
        String expected = ", TPDU " + said.get("id").asText() + " to "
                + said.get("dst").asText() + " from " + said.get("src").asText();
        assertEquals(expected, frame.describeHeader());
        passed("length2-tpdu (framing)", "tpdu-codec");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0100-auth-request", "0110-auth-response", "0800-network-echo", "0810-network-echo-response"})
    void base1(String name) throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
        JsonNode said = json(CORPUS.resolve("base1/" + name + ".json"));
        byte[] bytes = Messages.hex(
                Files.readString(CORPUS.resolve("base1/" + name + ".hex")).strip());
        Map<String, String> expected = new TreeMap<>();
        said.get("fields")
                .properties()
                .forEach(field -> expected.put(field.getKey(), field.getValue().asText()));
        CardMessage read = new IsoCodec(Dialect.named("base1-ascii")).decode(bytes);
        if (said.has("binary_fields")) {
            said.get("binary_fields")
                    .properties()
                    .forEach(tag -> assertTag(tag.getKey(), tag.getValue().asText(), read));
            expected.put("55", read.fields().text(55));
        }
        assertRead(name, Dialect.named("base1-ascii"), bytes, said.get("mti").asText(), expected);
    }

    private static void assertTag(String path, String value, CardMessage message) {
        String chip = HexFormat.of()
                .withUpperCase()
                .formatHex(message.fields().text(55).getBytes(StandardCharsets.ISO_8859_1));
        String length = "%02X".formatted(value.length() / 2);
        assertEquals(true, chip.contains(path.substring(3) + length + value), path);
    }

    /**
     * moov-io's samples: each in the dialect that it is a sample of; a fault where its name says that it is to have one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            financial_transaction_message                | iso87-ascii |
            financial_transaction_message_response       | moov        |
            iso_reversal_message                         | moov        |
            iso_reversal_message_response                | moov        |
            iso_reversal_message_advice                  | moov        |
            iso_reversal_message_advice_unexpected_field | moov        |
            network_management_message                   | iso87-ascii |
            network_management_message_response          | iso87-ascii |
            message_with_character_ebcdic_encoding       | moov-coded  |
            message_with_hex_rbcd                        | moov-coded  |
            message_with_number_bcd_encoding             | moov-bcd    |
            message_with_indicate_numeric                | moov        |
            network_management_message_with_track        | moov-coded  |
            network_management_message_with_error_track  | moov-coded  | DE 35: must be hexadecimal
            message_with_error_indicate_numeric          | moov        | DE 28: must be C or D and digits
            iso_reversal_message_error_date              | moov        | DE 13: is not MMDD
            error_message                                | moov        | DE 55: ends early: 21 of 30 bytes
            iso_reversal_message_advice_missing_field    | moov        |
            message_with_hex_length                      | moov        | DE 32: its length is not a number
            message_with_hex_bcd                         | moov        | DE 48: its length is not a number
            attributes_data_elements                     | moov        | MTI: is not four digits of this dialect
            """)
    void moov(String name, String dialectName, String fault) throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
        Dialect dialect = dialectName.startsWith("moov")
                ? Dialect.named("src/test/resources/specs/" + dialectName + ".dialect")
                : Dialect.named(dialectName);
        byte[] bytes = Files.readAllBytes(CORPUS.resolve("moov-87ascii/" + name + ".dat"));
        if (fault != null) {
            assertRefused(name, dialect, bytes, fault);
            return;
        }
        CardMessage read = new IsoCodec(dialect).decode(bytes);
        Path values = CORPUS.resolve("moov-87ascii/" + name + ".json");
        Map<String, String> expected = new TreeMap<>();
        if (Files.exists(values)) {
            json(values)
                    .get("elements")
                    .properties()
                    .forEach(field ->
                            expected.put(field.getKey(), field.getValue().asText()));
            expected.remove("1");
        } else {
            read.fields().present().stream()
                    .forEach(de ->
                            expected.put(Integer.toString(de), read.fields().text(de)));
        }
        assertRead(
                name, dialect, emptySecondHalfLeftOut(bytes, read), read.mti().digits(), expected);
    }

    @Test
    void everySampleIsInATable() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
        try (Stream<Path> files = Files.list(CORPUS.resolve("moov-87ascii"))) {
            assertEquals(
                    21, files.filter(file -> file.toString().endsWith(".dat")).count());
        }
        try (Stream<Path> files = Files.list(CORPUS.resolve("base1"))) {
            assertEquals(
                    4, files.filter(file -> file.toString().endsWith(".hex")).count());
        }
        assertEquals(6, vectors().size());
    }

    @AfterAll
    static void table() throws IOException {
        StringBuilder table = new StringBuilder();
        RESULTS.forEach((dialect, messages) ->
                table.append("%-24s %2d  %s%n".formatted(dialect, messages.size(), String.join(", ", messages))));
        Files.writeString(Path.of("target/corpus.txt"), table);
    }

    private static void passed(String dialect, String message) {
        RESULTS.computeIfAbsent(dialect, _ -> new ArrayList<>()).add(message);
    }

    private static void assertRefused(String name, Dialect dialect, byte[] bytes, String fault) {
        FormatException refused = assertThrows(FormatException.class, () -> new IsoCodec(dialect).decode(bytes));
        assertEquals(fault, refused.getMessage());
        passed(dialect.name(), name + " (refused: " + fault + ")");
    }

    /** In the dialect's own numbers, which are what is published. */
    private static void assertRead(String name, Dialect dialect, byte[] bytes, String mti, Map<String, String> expected)
            throws FormatException {
        IsoCodec codec = new IsoCodec(dialect);
        CardMessage message = codec.decode(bytes);
        Fields read = dialect.edition().fields(message);
        assertEquals(new Mti(mti), dialect.edition().mti(message));
        assertEquals(expected.size(), read.present().cardinality(), "elements");
        assertAll(expected.entrySet().stream()
                .map(field -> () -> assertEquals(
                        field.getValue().stripTrailing(),
                        read.text(Integer.parseInt(field.getKey())).stripTrailing(),
                        "DE " + field.getKey())));
        assertArrayEquals(bytes, codec.encode(message));
        passed(dialect.name(), name);
    }

    /** A second bitmap without a bit in it says nothing, and is not written: the one thing that is left out of a sample. */
    private static byte[] emptySecondHalfLeftOut(byte[] bytes, CardMessage read) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        boolean isEmpty =
                read.fields().second() == 0 && text.substring(20).startsWith("0".repeat(16)) && text.charAt(4) >= '8';
        String first = "%016X".formatted(read.fields().first());
        return isEmpty ? Messages.ascii(text.substring(0, 4) + first + text.substring(36)) : bytes;
    }

    private static byte[] cut(String framing, byte[] bytes) throws Exception {
        return Framing.named(framing)
                .read(Unpooled.wrappedBuffer(bytes))
                .orElseThrow()
                .payload();
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(file));
    }

    private static Map<String, JsonNode> vectors() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
        Map<String, JsonNode> vectors = new TreeMap<>();
        for (String line : Files.readAllLines(CORPUS.resolve("vectors.jsonl"))) {
            JsonNode vector = new ObjectMapper().readTree(line);
            vectors.put(vector.get("id").asText(), vector);
        }
        return vectors;
    }
}
