package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.model.CardMessage;
import org.pointwork.security.MessageMac;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.Terminal;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestNode;
import org.pointwork.testing.TestToken;

/** What a whole node lets in, shows and keeps. */
class NodeDoorsTest extends WholeNode {
    @ParameterizedTest
    @CsvSource(textBlock = """
            DE, value,            code
            2,  4111111111111111, 92
            2,  4000000000000003, 14
            4,  000000000000,     13
            4,  000500000001,     61
            4,  00000001230A,     30
            4,  -00000012300,     30
            7,  0230101530,       30
            13, 0230,             30
            14, 2613,             30
            49, 000,              30
            3,  990000,           12
            """, useHeadersInDisplayName = true)
    void what_the_switch_refuses_is_told_why_and_not_sent(int de, String value, String code) {
        CardMessage request = Requests.with(purchase(), de, value);
        assertEquals(code, ask(request).responseCode());
        assertEquals(List.of(), dispatched(request));
        assertEquals("DECLINED", state(request));
    }

    @Test
    void what_is_malformed_is_told_30_and_the_connection_survives() {
        CardMessage request = purchase();
        byte[] good = Terminal.CODEC.encode(request);
        String text = new String(good, StandardCharsets.US_ASCII);
        try (Terminal terminal = node.asciiTerminal()) {
            for (String bad : List.of(
                    text.substring(0, text.length() - 5),
                    text + "JUNK",
                    text.substring(0, 4) + "G" + text.substring(5))) {
                terminal.send(bad.getBytes(StandardCharsets.US_ASCII));
                assertEquals("30", terminal.read().responseCode());
            }
            terminal.send("X200".concat(text.substring(4)).getBytes(StandardCharsets.US_ASCII)); // dropped
            terminal.send("0210".concat(text.substring(4)).getBytes(StandardCharsets.US_ASCII)); // dropped
            assertEquals("00", terminal.ask(request).responseCode());
        }
    }

    @Test
    void two_in_one_segment_and_one_in_many_are_all_answered() {
        byte[] one = Terminal.framed(Terminal.CODEC.encode(purchase()));
        byte[] two = Terminal.framed(Terminal.CODEC.encode(purchase()));
        byte[] both = new byte[one.length + two.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        try (Terminal terminal = node.asciiTerminal()) {
            terminal.sendRaw(both);
            assertEquals("00", terminal.read().responseCode());
            assertEquals("00", terminal.read().responseCode());
            for (byte each : Terminal.framed(Terminal.CODEC.encode(purchase()))) {
                terminal.sendRaw(new byte[] {each});
            }
            assertEquals("00", terminal.read().responseCode());
        }
    }

    @Test
    void a_stuck_terminal_is_closed_while_another_is_served() {
        try (Terminal stuck = node.asciiTerminal();
                Terminal other = node.asciiTerminal()) {
            stuck.sendRaw(new byte[] {0, 100, '0', '2'});
            assertEquals("00", other.ask(purchase()).responseCode());
            assertTrue(stuck.isClosed());
            assertEquals("00", other.ask(purchase()).responseCode());
        }
    }

    @Test
    void a_terminal_that_asks_and_reads_no_answer_is_closed_and_another_is_served() {
        byte[] echo = Terminal.framed(new IsoCodec(Dialect.ISO87_ASCII)
                .encode(Requests.message("0800", Map.of(7, "0721101530", 11, "000001", 70, "301"))));
        ByteBuffer many = ByteBuffer.allocate(1_000 * echo.length);
        while (many.hasRemaining()) {
            many.put(echo);
        }
        try (Terminal deaf = node.asciiTerminal();
                Terminal other = node.asciiTerminal()) {
            assertThrows(UncheckedIOException.class, () -> {
                while (true) {
                    deaf.sendRaw(many.array());
                }
            });
            assertEquals("00", other.ask(purchase()).responseCode());
        }
        assertTrue(get("/metrics").contains("reason=\"does-not-read\""));
    }

    @Test
    void a_length_of_nothing_or_too_much_closes_the_connection_and_is_counted() {
        try (Terminal empty = node.asciiTerminal();
                Terminal huge = node.asciiTerminal()) {
            empty.sendRaw(new byte[] {0, 0});
            huge.sendRaw(new byte[] {(byte) 0xFF, (byte) 0xFF});
            assertTrue(empty.isClosed());
            assertTrue(huge.isClosed());
        }
        String metrics = get("/metrics");
        assertTrue(metrics.contains("reason=\"oversized\"") && metrics.contains("reason=\"empty-frame\""));
    }

    @Test
    void a_request_with_a_mac_is_verified_and_answered_with_one() throws Exception {
        MessageMac mac = new MessageMac(TestToken.hsm(), new MacKey("tak.demo"), Terminal.CODEC);
        CardMessage request = purchase();
        try (Terminal terminal = node.asciiTerminal()) {
            terminal.send(mac.pack(request));
            byte[] answer = terminal.readRaw();
            CardMessage read = Terminal.CODEC.decode(answer);
            assertEquals("00", read.responseCode());
            assertTrue(mac.verifies(read, answer));
            CardMessage forged = purchase();
            byte[] altered = mac.pack(forged);
            altered[altered.length - 1] = altered[altered.length - 1] == '0' ? (byte) '1' : (byte) '0';
            terminal.send(altered);
            assertEquals("63", terminal.read().responseCode());
            assertEquals(List.of(), dispatched(forged));
        }
    }

    @Test
    void a_pin_arrives_under_the_issuers_key_and_another_cards_block_is_a_wrong_pin() {
        CardMessage request = purchase();
        String pan = request.pan().orElseThrow().digits();
        byte[] terminals = block("tpk.demo", pan);
        CardMessage withPin = Requests.message("0200", Requests.purchaseFields(1))
                .with(request.fields().edit().set(52, terminals).done());
        assertEquals("00", ask(withPin).responseCode());
        assertArrayEquals(
                block("zpk.issuer-demo", pan),
                dispatched(request).getFirst().fields().bytes(52));
        CardMessage other = purchase();
        CardMessage foreign =
                other.with(other.fields().edit().set(52, terminals).done());
        assertEquals("55", ask(foreign).responseCode());
        assertEquals(List.of(), dispatched(other));
    }

    @Test
    void network_management_is_answered() {
        CardMessage echo =
                Requests.with(Requests.without(Requests.as(purchase(), "0800"), 2, 3, 4, 37, 41, 42, 49), 70, "301");
        assertEquals("00", ask(echo).responseCode());
        assertEquals("12", ask(Requests.with(echo, 70, "201")).responseCode());
    }

    @Test
    void the_api_is_for_who_has_the_token_and_keeps_its_contract() throws IOException {
        CardMessage request = purchase();
        ask(request);
        String path = "/api/transactions?rrn=" + request.trace().rrn();
        assertEquals(401, node.get(path, "").statusCode());
        assertEquals(401, node.get(path, "another").statusCode());
        assertEquals(401, node.get("/api/links", "").statusCode());
        JsonNode transaction = transaction(request);
        String pan = request.pan().orElseThrow().digits();
        assertAll(
                () -> assertEquals("APPROVED", transaction.path("state").asText()),
                () -> assertEquals("00", transaction.path("responseCode").asText()),
                () -> assertTrue(transaction.path("amount").isTextual()),
                () -> assertEquals("12300", transaction.path("amount").asText()),
                () -> assertEquals("356", transaction.path("currency").asText()),
                () -> assertTrue(transaction.path("maskedPan").asText().startsWith(pan.substring(0, 6) + "*")),
                () -> assertTrue(transaction.path("maskedPan").asText().endsWith("*" + pan.substring(12))),
                () -> assertEquals(
                        request.trace().rrn(),
                        transaction.path("references").path("rrn").asText()),
                () -> assertEquals(
                        "FORWARDED",
                        transaction.path("history").path(0).path("state").asText()),
                () -> assertEquals(
                        "APPROVED",
                        transaction.path("history").path(1).path("state").asText()),
                () -> assertFalse(transaction.toString().contains(pan)));
        assertEquals(
                "[]",
                node.get("/api/transactions?rrn=none", TestNode.OPERATOR_TOKEN).body());
    }

    @Test
    void health_and_metrics_need_no_token_and_are_small() {
        assertEquals(200, node.get("/health", "").statusCode());
        String metrics = node.get("/metrics", "").body();
        assertTrue(metrics.length() < 200_000, metrics.length() + " characters");
        assertTrue(metrics.contains("pointwork_link_sent_total"), "no link counters");
    }

    @Test
    void no_clear_card_number_or_track_is_in_any_column() throws IOException {
        CardMessage request = purchase();
        String pan = request.pan().orElseThrow().digits();
        String track = pan + "=30121010000012300000";
        CardMessage swiped = Requests.with(request, 35, track);
        primary.onPayment(call -> call.send(Requests.with(
                Requests.with(call.reply("00"), 44, "plain"),
                48,
                "card " + call.request().pan().orElseThrow().digits())));
        assertEquals("00", ask(swiped).responseCode());
        primary.onPayment(FakeIssuer.Call::silence).onReversal(call -> call.answer("91"));
        CardMessage pending = purchase();
        ask(pending);
        Await.until("its reversal was tried", () -> !reversalsOf(pending).isEmpty());
        String pendingPan = pending.pan().orElseThrow().digits();
        List<String> secrets = List.of(pan, pendingPan, hex(pan), hex(pendingPan), track.substring(17));
        for (List<String> table : TestDatabase.rows(
                node.database(),
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind in ('r', 'p') and not relispartition")) {
            for (String secret : secrets) {
                assertEquals(
                        List.of(),
                        TestDatabase.rows(
                                node.database(),
                                "select 1 from " + table.getFirst() + " t where strpos(t::text, '" + secret + "') > 0"),
                        table + " holds what it must not");
            }
        }
        assertEquals("REVERSING", state(pending));
    }

    private static String hex(String digits) {
        return HexFormat.of().formatHex(digits.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] block(String key, String pan) {
        return TestToken.pinPad()
                .encipherPin(
                        new PinKey(key),
                        "1234".getBytes(StandardCharsets.US_ASCII),
                        pan.getBytes(StandardCharsets.US_ASCII));
    }
}
