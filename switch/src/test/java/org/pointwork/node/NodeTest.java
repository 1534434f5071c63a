package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.model.CardMessage;
import org.pointwork.security.MessageMac;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.Terminal;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestNode;
import org.pointwork.testing.TestToken;

/** A whole node: real sockets on both sides, a real database, a real token. */
class NodeTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    @TempDir
    static Path home;

    private static FakeIssuer primary;
    private static FakeIssuer backup;
    private static TestNode node;

    @BeforeAll
    static void start() {
        TestDatabase.createJournalFor(TestNode.DATABASE);
        primary = FakeIssuer.startWithMac("zak.issuer-demo");
        backup = FakeIssuer.startWithMac("zak.issuer-demo");
        node = new TestNode(home, primary.port(), backup.port()).start();
    }

    @AfterAll
    static void stop() {
        node.close();
        primary.close();
        backup.close();
    }

    @BeforeEach
    void bestBehaviour() {
        primary.onPayment(FakeIssuer.Call::approve).onReversal(FakeIssuer.Call::approve);
        backup.onPayment(FakeIssuer.Call::approve).onReversal(FakeIssuer.Call::approve);
        Await.until("both links are ready", () -> get("/health")
                .contains("\"issuer-demo/backup\":\"READY\",\"issuer-demo/primary\":\"READY\""));
    }

    @Test
    void an_approval_goes_through_and_stands() {
        primary.onPayment(call -> call.send(Requests.with(call.reply("00"), 38, "A1B2C3")));
        CardMessage request = purchase();
        CardMessage answer = ask(request);
        assertAll(
                () -> assertEquals("0210", answer.mti().digits()),
                () -> assertEquals("00", answer.responseCode()),
                () -> assertEquals("A1B2C3", answer.fields().text(38)),
                () -> assertEquals(request.trace(), answer.trace()),
                () -> assertEquals("APPROVED", state(request)),
                () -> assertEquals(
                        request.trace(), dispatched(request).getFirst().trace()));
    }

    @Test
    void a_decline_goes_through_and_stands() {
        primary.onPayment(call -> call.answer("51"));
        CardMessage request = purchase();
        assertEquals("51", ask(request).responseCode());
        assertEquals("DECLINED", state(request));
    }

    @Test
    void silence_is_told_68_and_reversed() {
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage request = purchase();
        assertEquals("68", ask(request).responseCode());
        awaitState("REVERSED", request);
        CardMessage reversal = reversalsOf(request).getFirst();
        assertAll(
                () -> assertEquals("0420", reversal.mti().digits()),
                () -> assertEquals(request.pan(), reversal.pan()),
                () -> assertEquals(
                        "0200" + request.trace().stan(),
                        reversal.fields().text(90).substring(0, 10)),
                () -> assertTrue(reversal.fields().has(128), "the reversal has no MAC"),
                () -> assertEquals(
                        "68", transaction(request).path("responseCode").asText()),
                () -> assertEquals(
                        List.of("FORWARDED", "UNKNOWN", "REVERSING", "REVERSED"),
                        transaction(request).path("history").findValuesAsText("state")));
    }

    @Test
    void a_dropped_line_is_told_91_reversed_over_the_backup_which_takes_the_next() {
        CompletableFuture<FakeIssuer.Call> dropped = new CompletableFuture<>();
        primary.onPayment(call -> {
            primary.onNetwork(FakeIssuer.Call::silence); // so that it does not come back at once
            call.drop();
            dropped.complete(call);
        });
        CardMessage request = purchase();
        assertEquals("91", ask(request).responseCode());
        dropped.join();
        CardMessage next = purchase();
        assertEquals("00", ask(next).responseCode());
        awaitState("REVERSED", request);
        primary.onNetwork(FakeIssuer.Call::approve).dropAll();
        assertEquals(
                1,
                backup.heard("0200").stream()
                        .filter(m -> m.trace().equals(next.trace()))
                        .count());
        assertEquals(
                1,
                backup.heard("0420").stream()
                        .filter(m -> m.trace().rrn().equals(request.trace().rrn()))
                        .count());
    }

    @Test
    void an_altered_reply_is_told_96_and_reversed() {
        primary.onPayment(call -> call.sendWithoutMac(call.reply("00")));
        CardMessage request = purchase();
        assertEquals("96", ask(request).responseCode());
        awaitState("REVERSED", request);
    }

    @Test
    void a_duplicate_gets_the_same_bytes_and_is_not_sent_again() {
        primary.onPayment(call -> call.send(Requests.with(call.reply("00"), 38, "SAME01")));
        CardMessage request = purchase();
        try (Terminal terminal = node.asciiTerminal()) {
            terminal.send(Terminal.CODEC.encode(request));
            byte[] first = terminal.readRaw();
            terminal.send(Terminal.CODEC.encode(request));
            assertArrayEquals(first, terminal.readRaw());
            terminal.send(Terminal.CODEC.encode(Requests.as(request, "0201")));
            assertArrayEquals(first, terminal.readRaw());
        }
        assertEquals(1, dispatched(request).size());
        assertEquals(1, transactions(request).size());
    }

    @Test
    void a_hundred_of_the_same_at_once_are_one_and_all_hear_its_answer() {
        List<FakeIssuer.Call> calls = new CopyOnWriteArrayList<>();
        primary.onPayment(calls::add);
        CardMessage request = purchase();
        try (Terminal terminal = node.asciiTerminal()) {
            for (int i = 0; i < 100; i++) {
                terminal.send(Terminal.CODEC.encode(request));
            }
            Await.until("one is sent", () -> !calls.isEmpty());
            calls.getFirst().send(Requests.with(calls.getFirst().reply("00"), 38, "ONLY01"));
            for (int i = 0; i < 100; i++) {
                assertEquals("ONLY01", terminal.read().fields().text(38));
            }
        }
        assertEquals(1, calls.size());
    }

    @Test
    void the_same_key_with_another_amount_is_a_conflict_and_the_first_can_still_be_reversed() {
        CardMessage request = purchase();
        assertEquals("00", ask(request).responseCode());
        assertEquals("94", ask(Requests.with(request, 4, "000000099900")).responseCode());
        assertEquals(1, dispatched(request).size());
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        Await.until("the first is reversed", () -> transactions(request).stream()
                .anyMatch(t -> t.path("state").asText().equals("REVERSED")));
        assertEquals("000000012300", reversalsOf(request).getFirst().fields().text(4));
    }

    @Test
    void a_terminals_reversal_is_thanked_and_reaches_the_issuer_once() {
        CardMessage request = purchase();
        ask(request);
        CardMessage reversal = Requests.reversalOf(request, next());
        CardMessage answer = ask(reversal);
        assertEquals("0410", answer.mti().digits());
        assertEquals("00", answer.responseCode());
        awaitState("REVERSED", request);
        assertEquals("00", ask(reversal).responseCode());
        assertEquals("00", ask(Requests.as(reversal, "0421")).responseCode());
        assertEquals("REVERSED", state(request));
        assertEquals(1, reversalsOf(request).size());
    }

    @Test
    void a_reversal_of_a_partial_approval_undoes_what_was_approved() {
        primary.onPayment(call -> call.send(Requests.with(call.reply("10"), 4, "000000006150")));
        CardMessage request = purchase();
        CardMessage answer = ask(request);
        assertEquals("10", answer.responseCode());
        assertEquals("000000006150", answer.fields().text(4));
        ask(Requests.reversalOf(request, next()));
        awaitState("REVERSED", request);
        assertEquals("000000006150", reversalsOf(request).getFirst().fields().text(4));
    }

    @Test
    void a_reversal_that_comes_first_refuses_its_original() {
        CardMessage request = purchase();
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        assertEquals("94", ask(request).responseCode());
        assertEquals(List.of(), dispatched(request));
        assertEquals("DECLINED", state(request));
    }

    @Test
    void a_reversal_while_its_original_is_under_way_waits_for_it() {
        CompletableFuture<FakeIssuer.Call> under = new CompletableFuture<>();
        primary.onPayment(under::complete);
        CardMessage request = purchase();
        try (Terminal terminal = node.asciiTerminal();
                Terminal other = node.asciiTerminal()) {
            terminal.send(Terminal.CODEC.encode(request));
            FakeIssuer.Call call = under.join();
            other.send(Terminal.CODEC.encode(Requests.reversalOf(request, next())));
            call.approve();
            assertEquals("00", terminal.read().responseCode());
            assertEquals("00", other.read().responseCode());
        }
        awaitState("REVERSED", request);
    }

    @Test
    void a_terminal_whose_clock_is_months_behind_is_reversed_as_well() {
        String longAgo =
                DateTimeFormatter.ofPattern("MMdd").format(LocalDate.now().minusDays(70));
        CardMessage request = Requests.with(Requests.with(purchase(), 7, longAgo + "101530"), 13, longAgo);
        assertEquals("00", ask(request).responseCode());
        assertEquals("00", ask(Requests.reversalOf(request, next())).responseCode());
        awaitState("REVERSED", request);
    }

    @Test
    void a_reversal_that_names_another_card_undoes_nothing() {
        CardMessage request = purchase();
        ask(request);
        CardMessage reversal = Requests.with(Requests.reversalOf(request, next()), 2, Requests.pan("400000", 999_999));
        assertEquals("25", ask(reversal).responseCode());
        assertEquals("APPROVED", state(request));
    }

    @Test
    void an_advice_is_thanked_though_the_issuer_is_silent_and_delivered_later() {
        primary.onPayment(FakeIssuer.Call::silence);
        CardMessage advice = Requests.as(purchase(), "0220");
        assertEquals("00", ask(advice).responseCode());
        assertEquals("UNKNOWN", state(advice));
        primary.onPayment(FakeIssuer.Call::approve);
        awaitState("APPROVED", advice);
        assertTrue(primary.heard("0221").stream().anyMatch(m -> m.trace().equals(advice.trace())));
    }

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
                TestNode.DATABASE,
                "select relname from pg_class where relnamespace = 'public'::regnamespace"
                        + " and relkind in ('r', 'p') and not relispartition")) {
            for (String secret : secrets) {
                assertEquals(
                        List.of(),
                        TestDatabase.rows(
                                TestNode.DATABASE,
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

    private static int next() {
        return NUMBERS.incrementAndGet();
    }

    private static CardMessage purchase() {
        return Requests.now(Requests.purchase(next()));
    }

    private static CardMessage ask(CardMessage request) {
        try (Terminal terminal = node.asciiTerminal()) {
            return terminal.ask(request);
        }
    }

    private static List<CardMessage> dispatched(CardMessage request) {
        return primary.heard("0200").stream()
                .filter(m -> m.trace().equals(request.trace()))
                .toList();
    }

    private static List<CardMessage> reversalsOf(CardMessage request) {
        return primary.heard("0420").stream()
                .filter(m -> m.trace().rrn().equals(request.trace().rrn()))
                .toList();
    }

    private static String get(String path) {
        return node.get(path, TestNode.OPERATOR_TOKEN).body();
    }

    private static List<JsonNode> transactions(CardMessage request) {
        try {
            return JSON.readTree(get("/api/transactions?rrn=" + request.trace().rrn()))
                    .valueStream()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode transaction(CardMessage request) {
        List<JsonNode> found = transactions(request);
        assertEquals(1, found.size(), found::toString);
        return found.getFirst();
    }

    private static String state(CardMessage request) {
        return transaction(request).path("state").asText();
    }

    private static void awaitState(String state, CardMessage request) {
        Await.until("it is " + state, () -> state(request).equals(state));
    }
}
