package org.pointwork.iso8583;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.ISO87APackager;
import org.jpos.iso.packager.ISO87BPackager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;

/** Bytes that other people's codecs wrote. */
class GoldenBytesTest {
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "../shared/corpus"), "iso8583");

    /** Every published vector, and what becomes of it here: none is passed over in silence. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '"', textBlock = """
            ipm-1144-ascii-binbitmap,   refused,  "MTI: is not of the 1987 edition"
            wso2-0200-ascii-hexbitmap,  fields,   ""
            wso2-0200-4byte-binary-len, refused,  "MTI: is not four digits of this dialect"
            wso2-0200-4ascii-len,       refused,  "bitmap: is not hexadecimal"
            wso2-0200-bad-bitmap,       refused,  "DE 102: its length is not a number"
            tpdu-codec,                 framing,  "a TPDU and no message: see FramingTest"
            """)
    void publishedVectors(String id, String outcome, String why) throws Exception {
        JsonNode vector = vectors().get(id);
        byte[] bytes = Messages.hex(vector.get("hex").asText());
        switch (outcome) {
            case "fields" -> assertFields(vector.get("fields"), Messages.ASCII.decode(bytes));
            case "refused" -> assertEquals(why, refusal(bytes).getMessage());
            default -> assertEquals("TPDU", vector.get("dialect").asText());
        }
    }

    /**
     * moov-io's samples. Their specification is its own in places: lengths of two digits before DE 28 and 55, and none
     * where an element is fixed in jPOS's; binary and EBCDIC elements in an otherwise ASCII message. What fits is read
     * and written back to the same bytes; of the rest, the first misfit is named.
     */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            financial_transaction_message                  | same          |
            network_management_message                     | same          |
            network_management_message_response            | same          |
            message_with_character_ebcdic_encoding         | empty bitmap  | a second bitmap without a bit, and EBCDIC in DE 42, which is free text
            attributes_data_elements                       | refused       | MTI: is not four digits of this dialect
            error_message                                  | refused       | DE 55: ends early: 21 of 30 bytes
            financial_transaction_message_response         | refused       | DE 49: is not an ISO 4217 number
            iso_reversal_message                           | refused       | DE 32: must be all digits
            iso_reversal_message_advice                    | refused       | DE 2: must be all digits
            iso_reversal_message_advice_missing_field      | refused       | DE 2: must be all digits
            iso_reversal_message_advice_unexpected_field   | refused       | DE 2: must be all digits
            iso_reversal_message_error_date                | refused       | DE 13: is not MMDD
            iso_reversal_message_response                  | refused       | DE 32: must be all digits
            message_with_error_indicate_numeric            | refused       | DE 28: ends early: 8 of 9 bytes
            message_with_hex_bcd                           | refused       | DE 48: its length is not a number
            message_with_hex_length                        | refused       | DE 32: its length is not a number
            message_with_hex_rbcd                          | refused       | DE 48: its length is not a number
            message_with_indicate_numeric                  | refused       | DE 28: ends early: 8 of 9 bytes
            message_with_number_bcd_encoding               | refused       | DE 11: ends early: 1 of 6 bytes
            network_management_message_with_error_track    | refused       | DE 35: is not a track 2
            network_management_message_with_track          | refused       | DE 35: is not a track 2
            """)
    void samples(String name, String outcome, String why) throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
        byte[] bytes = Files.readAllBytes(CORPUS.resolve("moov-87ascii/" + name + ".dat"));
        if (outcome.equals("refused")) {
            assertEquals(why, refusal(bytes).getMessage());
            return;
        }
        CardMessage message = Messages.ASCII.decode(bytes);
        byte[] written = Messages.ASCII.encode(message);
        assertArrayEquals(JposBytesTest.jpos(message, Dialect.ISO87_ASCII).orElseThrow(), written);
        assertEquals(outcome.equals("same"), Arrays.equals(bytes, written), why);
    }

    @Test
    void everySampleIsInTheTable() throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "no corpus at " + CORPUS);
        try (Stream<Path> files = Files.list(CORPUS.resolve("moov-87ascii"))) {
            assertEquals(
                    21, files.filter(file -> file.toString().endsWith(".dat")).count());
        }
        assertEquals(6, vectors().size());
    }

    /** No public bytes of this layout are in the corpus: written out by hand from the element table. */
    @Test
    void bcdByHand() throws FormatException {
        byte[] bytes = Messages.hex("0200 7020040000C00000"
                + "16 4000001234567899 000000 000000012300 000042 0051"
                + "5445524D30303031 4D45524348414E5430303030303031");
        CardMessage message = Messages.BCD.decode(bytes);
        assertAll(
                () -> assertEquals("4000001234567899", message.fields().text(2)),
                () -> assertEquals("000000012300", message.fields().text(4)),
                () -> assertEquals("000042", message.fields().text(11)),
                () -> assertEquals("051", message.fields().text(22)),
                () -> assertEquals("TERM0001", message.fields().text(41)),
                () -> assertArrayEquals(bytes, Messages.BCD.encode(message)));
    }

    /** Our reader against jPOS's own, on all that jPOS writes. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsWhatJposReads(boolean ascii) throws Exception {
        byte[] bytes = (ascii ? Messages.ASCII : Messages.BCD).encode(Messages.purchase());
        ISOMsg theirs = new ISOMsg();
        theirs.setPackager(ascii ? new ISO87APackager() : new ISO87BPackager());
        assertEquals(bytes.length, theirs.unpack(bytes));
        Fields ours = (ascii ? Messages.ASCII : Messages.BCD).decode(bytes).fields();
        for (int de = 2; de <= 128; de++) {
            assertEquals(theirs.hasField(de), ours.has(de), "DE " + de);
            if (ours.isBinary(de)) {
                assertArrayEquals(theirs.getBytes(de), ours.bytes(de), "DE " + de);
            } else if (ours.has(de)) {
                assertEquals(theirs.getString(de), ours.text(de), "DE " + de);
            }
        }
    }

    private static FormatException refusal(byte[] bytes) {
        return assertThrows(FormatException.class, () -> Messages.ASCII.decode(bytes));
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

    private static void assertFields(JsonNode expected, CardMessage actual) {
        assertEquals(expected.get("0").asText(), actual.mti().digits());
        assertEquals(expected.size() - 1, actual.fields().present().cardinality());
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            int de = Integer.parseInt(field.getKey());
            if (de > 0) {
                assertEquals(field.getValue().asText(), actual.fields().text(de).strip(), "DE " + de);
            }
        }
    }
}
