package org.pointwork.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.dukpt.DukptPad;
import org.pointwork.iso8583.FormatException;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.testing.Requests;
import org.pointwork.testing.Terminal;
import org.pointwork.testing.TestToken;

/** Terminals whose keys change with each transaction, TDEA and AES: PINs, MACs both ways, and what they may get wrong. */
class NodeDukptTest extends WholeNode {
    private static final AtomicInteger DEVICES = new AtomicInteger();
    private static final byte[] PIN = "1234".getBytes(US_ASCII);

    private final DukptPad tdes = pad("FFFF987654%05X00000");
    private final DukptPad aes = pad("1234567890%06X00000000");

    @Test
    void a_pin_reaches_the_issuer_under_the_zones_key() {
        for (boolean withAes : new boolean[] {false, true}) {
            CardMessage request = withPin(withAes, purchase());
            assertEquals("00", askAt(withAes, request).responseCode());
            Fields heard = dispatched(request).getFirst().fields();
            byte[] pan = request.fields().text(2).getBytes(US_ASCII);
            assertAll(
                    () -> assertArrayEquals(
                            TestToken.pinPad().encipherPin(new PinKey("zpk.issuer-demo"), PIN, pan), heard.bytes(52)),
                    () -> assertFalse(heard.has(62), "the key serial number is nobody's business"),
                    () -> assertFalse(heard.has(60), "nor is the terminal's PIN block"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void request_and_answer_have_macs_of_the_transaction(boolean withAes) throws FormatException {
        DukptPad pad = pad(withAes);
        MacAlgorithm algorithm = withAes ? MacAlgorithm.CMAC : MacAlgorithm.RETAIL;
        CardMessage request = withPin(withAes, purchase());
        try (Terminal line = line(withAes)) {
            line.send(sealed(pad, algorithm, request));
            byte[] answer = line.readRaw();
            CardMessage read = Terminal.CODEC.decode(answer);
            assertEquals("00", read.responseCode());
            int covers = Terminal.CODEC.macCovers(answer);
            assertTrue(pad.verifyMac(
                    algorithm, Arrays.copyOf(answer, covers), read.fields().bytes(64)));

            byte[] wrong = sealed(pad, algorithm, withPin(withAes, purchase()));
            int last = wrong.length - 1;
            wrong[last] = (byte) (wrong[last] == '0' ? '1' : '0');
            line.send(wrong);
            assertEquals("63", line.read().responseCode());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "false, -,                        DE 62: a key serial number is 16 to 20 hexadecimal digits",
        "false, FFFF98765432,             DE 62: a key serial number is 16 to 20 hexadecimal digits",
        "false, FFFF987654321FE0000X,     DE 62: a key serial number is 16 to 20 hexadecimal digits",
        "false, FFFF9876543210E00000,     transactions are counted from 1",
        "false, FFFF9876543210E00FFF,     at most 10 ones",
        "false, 123456789012345600000001, 10 bytes is for TDEA",
        "true,  FFFF9876543210E00001,     of 12 for AES",
        "true,  12345678901234560001FFFF, 16 for AES",
    })
    void a_bad_key_serial_number_is_a_format_error_that_names_the_field(boolean withAes, String serial, String why) {
        CardMessage good = withPin(withAes, purchase());
        CardMessage request = serial.equals("-") ? Requests.without(good, 62) : Requests.with(good, 62, serial);
        assertEquals("30", askAt(withAes, request).responseCode());
        String detail =
                transaction(request).path("history").findValuesAsText("detail").getLast();
        assertAll(
                () -> assertTrue(detail.startsWith("DE 62: "), detail),
                () -> assertTrue(detail.contains(why), detail),
                () -> assertEquals(List.of(), dispatched(request)));
    }

    @Test
    void a_block_that_is_none_is_told_as_a_wrong_pin_or_as_a_format_error() {
        tdes.next();
        CardMessage other = Requests.with(withPin(false, purchase()), 2, Requests.pan("400000", next()));
        assertEquals("55", askAt(false, other).responseCode());
        CardMessage noHex = Requests.with(withPin(true, purchase()), 60, "NOT A PIN BLOCK");
        assertEquals("30", askAt(true, noHex).responseCode());
    }

    @Test
    void a_pin_block_that_was_used_is_not_taken_in_another_payment() {
        CardMessage request = withPin(false, purchase());
        assertEquals("00", askAt(false, request).responseCode());
        assertEquals("00", askAt(false, request).responseCode(), "the same again is a duplicate, and answered as one");
        assertEquals(1, dispatched(request).size());
        int number = next();
        CardMessage replayed = Requests.with(
                Requests.with(request, 11, "%06d".formatted(number)), 37, "%012d".formatted(720_000_000_000L + number));
        assertEquals("63", askAt(false, replayed).responseCode());
        assertEquals(List.of(), dispatched(replayed));
        tdes.next();
        assertEquals("00", askAt(false, withPin(false, purchase())).responseCode());
    }

    private static DukptPad pad(String form) {
        return TestToken.pad(new Ksn(form.formatted(DEVICES.incrementAndGet() * 2)));
    }

    private DukptPad pad(boolean withAes) {
        return withAes ? aes : tdes;
    }

    private static Terminal line(boolean withAes) {
        return withAes ? node.aesTerminal() : node.dukptTerminal();
    }

    private static CardMessage askAt(boolean withAes, CardMessage request) {
        try (Terminal line = line(withAes)) {
            return line.ask(request);
        }
    }

    private CardMessage withPin(boolean withAes, CardMessage request) {
        byte[] pan = request.fields().text(2).getBytes(US_ASCII);
        Fields.Editor fields =
                request.fields().edit().set(62, pad(withAes).ksn().hex());
        if (withAes) {
            fields.set(60, HexFormat.of().formatHex(aes.encipherPin(PinFormat.ISO_4, PIN, pan)));
        } else {
            fields.set(52, tdes.encipherPin(PinFormat.ISO_0, PIN, pan));
        }
        return request.with(fields.done());
    }

    private static byte[] sealed(DukptPad pad, MacAlgorithm algorithm, CardMessage request) {
        byte[] packed = Terminal.CODEC.encode(
                request.with(request.fields().edit().set(64, new byte[8]).done()));
        Terminal.CODEC.putMac(packed, pad.mac(algorithm, Arrays.copyOf(packed, Terminal.CODEC.macCovers(packed))));
        return packed;
    }
}
