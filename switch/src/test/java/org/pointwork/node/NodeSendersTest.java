package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.iso8583.FormatException;
import org.pointwork.journal.Journal;
import org.pointwork.model.CardMessage;
import org.pointwork.registry.Merchant;
import org.pointwork.registry.Permissions;
import org.pointwork.registry.RegistryContent;
import org.pointwork.registry.RegistryImport;
import org.pointwork.registry.Terminal;
import org.pointwork.security.MessageMac;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestNode;
import org.pointwork.testing.TestToken;

/** Terminals that a node knows: what they may send, under which keys, and how often. */
class NodeSendersTest extends WholeNode {
    @BeforeAll
    static void register() {
        RegistryContent content = new RegistryContent(
                List.of(),
                List.of(new Merchant("demo", "REGISTERED", "", true, Permissions.ALL)),
                List.of(terminal("OWNKEYS", true), terminal("STOLEN", false)));
        try (HikariDataSource database = Journal.pool(TestDatabase.url(node.database()), "postgres", "postgres", 1)) {
            new RegistryImport(database).write(content, false, false);
        }
        assertEquals(
                200, node.post("/api/registry/reload", TestNode.OPERATOR_TOKEN).statusCode());
    }

    @ParameterizedTest
    @CsvSource({"tak.own, 00", "tak.demo, 63"})
    void a_terminal_with_a_key_of_its_own_is_known_by_that_one(String key, String code) throws FormatException {
        CardMessage request = from("OWNKEYS");
        MessageMac mac = new MessageMac(TestToken.hsm(), new MacKey(key), org.pointwork.testing.Terminal.CODEC);
        MessageMac own = new MessageMac(TestToken.hsm(), new MacKey("tak.own"), org.pointwork.testing.Terminal.CODEC);
        try (var line = node.asciiTerminal()) {
            line.send(mac.pack(request));
            byte[] answer = line.readRaw();
            CardMessage read = org.pointwork.testing.Terminal.CODEC.decode(answer);
            assertEquals(code, read.responseCode());
            assertTrue(own.verifies(read, answer), "the answer has the MAC of the terminal's own key");
        }
    }

    @Test
    void a_terminal_out_of_service_is_refused_and_its_history_says_why() {
        CardMessage request = from("STOLEN");
        assertEquals("58", ask(request).responseCode());
        assertEquals(
                "the terminal is not active",
                transaction(request).path("history").path(0).path("detail").asText());
        assertEquals(List.of(), dispatched(request));
    }

    /** The node of these tests allows a card two purchases an hour at terminals that begin with VELO. */
    @Test
    void what_is_too_often_is_refused_until_something_is_taken_back() {
        int card = next();
        CardMessage first = often(card);
        assertEquals("00", ask(first).responseCode());
        primary.onPayment(call -> call.answer("51"));
        assertEquals("51", ask(often(card)).responseCode());
        primary.onPayment(org.pointwork.testing.FakeIssuer.Call::approve);
        assertEquals("00", ask(often(card)).responseCode());
        CardMessage third = often(card);
        assertEquals("65", ask(third).responseCode());
        JsonNode history = transaction(third).path("history");
        assertAll(
                () -> assertEquals(
                        "velocity rule often: count of the card in the hour",
                        history.path(1).path("detail").asText()),
                () -> assertEquals("00", ask(often(next())).responseCode()),
                () -> assertEquals(List.of(), dispatched(third)));
        assertEquals("00", ask(Requests.reversalOf(first, next())).responseCode());
        assertEquals("00", ask(often(card)).responseCode());
        assertEquals("65", ask(often(card)).responseCode());
    }

    private static CardMessage often(int card) {
        return Requests.with(Requests.with(purchase(), 2, Requests.pan("400000", card)), 41, "VELO0001");
    }

    private static CardMessage from(String terminal) {
        return Requests.with(
                Requests.with(purchase(), 41, terminal + " ".repeat(8 - terminal.length())), 42, "REGISTERED     ");
    }

    private static Terminal terminal(String id, boolean active) {
        return new Terminal(
                "demo",
                id,
                "REGISTERED",
                active,
                Optional.empty(),
                Optional.of(new PinKey("tpk.own")),
                Optional.of(new MacKey("tak.own")),
                Optional.empty(),
                Permissions.ALL);
    }
}
