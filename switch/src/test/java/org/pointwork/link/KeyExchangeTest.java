package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.framing.Frame;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRings;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.link.PartnerConfig.Exchanged;
import org.pointwork.link.PartnerConfig.KeyExchange;
import org.pointwork.link.PartnerConfig.MadeBy;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Outcome;
import org.pointwork.security.MessageMac;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.SteppedClock;
import org.pointwork.testing.TestToken;
import org.pointwork.testing.ZoneSide;

/** Changing keys over a real line, with a real token here and the JDK's ciphers there. */
class KeyExchangeTest {
    private static final IsoCodec CODEC = new IsoCodec(Dialect.ISO87_ASCII);
    private static final ZoneKey ZONE = new ZoneKey("zmk.keytest");
    private static final String NEW_KEY = "0123456789ABCDEFFEDCBA9876543210";
    private static final String NEW_KCV = "08D7B4";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final FakeIssuer issuer = FakeIssuer.start();
    private final MacKey first = new MacKey("zak.keytest" + COUNT.incrementAndGet());
    private Lines lines;

    @BeforeAll
    static void zone() {
        load(ZONE.label(), ZoneSide.ZMK);
    }

    private static void load(String label, String hex) {
        TestToken.zoneKeys()
                .importKey(
                        label.startsWith("zmk") ? new ZoneKey(label) : new MacKey(label),
                        KeyAlgorithm.TDES2,
                        HexFormat.of().parseHex(hex),
                        new Kcv(ZoneSide.checkValue(hex)));
    }

    @BeforeEach
    void firstKey() {
        TestToken.zoneKeys().generateKey(first, KeyAlgorithm.TDES2);
    }

    @AfterEach
    void close() {
        if (lines != null) {
            lines.close();
        }
        issuer.close();
    }

    @Test
    void a_key_of_the_partners_is_used_at_once_and_the_old_one_is_still_understood() {
        start(partner(MadeBy.PARTNER));
        assertEquals("00", bring("M" + ZoneSide.underZone(NEW_KEY) + NEW_KCV).responseCode());
        load("zak.keytest-known", NEW_KEY);
        MessageMac under = new MessageMac(TestToken.hsm(), new MacKey("zak.keytest-known"), CODEC);
        MessageMac underOld = new MessageMac(TestToken.hsm(), first, CODEC);
        issuer.onPayment(call -> call.sendRaw(underOld.pack(call.reply("00"))));
        assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
        CardMessage sent = issuer.heard("0200").getLast();
        assertTrue(under.verifies(sent, CODEC.encode(sent)), "the request is under the new key");
        issuer.onPayment(call -> call.sendRaw(under.pack(call.reply("00"))));
        assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(2), LONG));
    }

    @Test
    void when_the_overlap_is_over_the_old_key_is_worth_nothing() {
        SteppedClock clock = new SteppedClock(Instant.now());
        lines = Lines.to(issuer.port(), partner(MadeBy.PARTNER), clock);
        lines.awaitState(LinkState.READY);
        bring("M" + ZoneSide.underZone(NEW_KEY) + NEW_KCV);
        clock.step(Duration.ofMinutes(6));
        MessageMac underOld = new MessageMac(TestToken.hsm(), first, CODEC);
        issuer.onPayment(call -> call.sendRaw(underOld.pack(call.reply("00"))));
        assertInstanceOf(Outcome.Untrusted.class, lines.link.exchange(Requests.purchase(1), LONG));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            made by, DE 48,                                    answer, DE 44
            PARTNER, M{0123456789ABCDEFFEDCBA9876543210}08D7B5, 63,    KEY OR KCV REFUSED
            PARTNER, M{0023456789ABCDEFFEDCBA9876543210}08D7B4, 63,    KEY OR KCV REFUSED
            PARTNER, M{0101010101010101FEDCBA9876543210}08D7B4, 63,    KEY OR KCV REFUSED
            PARTNER, P{0123456789ABCDEFFEDCBA9876543210}08D7B4, 12,    NOT A KEY OF OURS
            PARTNER, M0123,                                     30,    NO KEY IN IT
            PARTNER, M,                                         12,    KEYS ARE MADE THERE
            US,      M{0123456789ABCDEFFEDCBA9876543210}08D7B4, 12,    KEYS ARE MADE HERE
            """, useHeadersInDisplayName = true)
    void what_is_not_right_is_refused_with_the_reason_and_never_stored(
            MadeBy madeBy, String de48, String answer, String reason) {
        start(partner(madeBy));
        String key = de48.contains("{") ? de48.substring(2, 34) : "";
        String text = key.isEmpty() ? de48 : de48.replace("{" + key + "}", ZoneSide.underZone(key));
        CardMessage refused = bring(text);
        assertEquals(answer, refused.responseCode());
        assertEquals(reason, refused.fields().text(44).strip());
        assertEquals(first, lines.keys.mac().orElseThrow().current());
        assertEquals(1, held());
    }

    @Test
    void our_key_is_offered_and_used_when_the_partner_has_agreed() {
        start(partner(MadeBy.US));
        assertTrue(lines.keeper.exchangeKeys().given());
        CardMessage offer = network("161").getLast();
        String de48 = offer.fields().text(48);
        String key = ZoneSide.clear(de48.substring(1, 33));
        assertEquals('M', de48.charAt(0));
        assertEquals(ZoneSide.checkValue(key), de48.substring(33));
        load("zak.keytest-ours", key);
        MessageMac under = new MessageMac(TestToken.hsm(), new MacKey("zak.keytest-ours"), CODEC);
        issuer.onPayment(call -> call.sendRaw(under.pack(call.reply("00"))));
        assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
        CardMessage sent = issuer.heard("0200").getLast();
        assertTrue(under.verifies(sent, CODEC.encode(sent)));
    }

    @Test
    void what_one_node_agreed_to_the_others_that_share_its_token_understand_at_once() {
        start(partner(MadeBy.US));
        try (Lines other = Lines.readyTo(issuer.port(), partner(MadeBy.US))) {
            assertTrue(other.keeper.exchangeKeys().given());
            MacKey agreed = new MacKey(first.label() + ".v1");
            assertEquals(first, lines.keys.mac().orElseThrow().current());
            MessageMac under = new MessageMac(TestToken.hsm(), agreed, CODEC);
            issuer.onPayment(call -> call.sendRaw(under.pack(call.reply("00"))));
            assertInstanceOf(Outcome.Answered.class, lines.link.exchange(Requests.purchase(1), LONG));
            assertEquals(agreed, lines.keys.mac().orElseThrow().current());
        }
    }

    @Test
    void and_hear_of_it_while_nothing_comes() {
        lines = Lines.readyTo(issuer.port(), partner(MadeBy.US).echoInterval(Duration.ofMillis(50)));
        try (Lines other = Lines.readyTo(issuer.port(), partner(MadeBy.US))) {
            assertTrue(other.keeper.exchangeKeys().given());
            Await.until(
                    "the first has heard",
                    () -> lines.keys.mac().orElseThrow().current().equals(new MacKey(first.label() + ".v1")));
        }
    }

    @Test
    void an_offer_that_is_refused_changes_nothing() {
        start(partner(MadeBy.US));
        issuer.onNetwork(call -> call.answer("63"));
        Agreement agreement = lines.keeper.exchangeKeys();
        assertFalse(agreement.given());
        assertEquals("MAC key: the partner refused it with 63", agreement.why());
        assertEquals(first, lines.keys.mac().orElseThrow().current());
        assertEquals(List.of(first), lines.keys.mac().orElseThrow().accepted());
        assertEquals(1, held());
    }

    @Test
    void an_offer_without_an_answer_is_understood_and_not_used() {
        start(partner(MadeBy.US));
        issuer.onNetwork(FakeIssuer.Call::drop);
        assertFalse(lines.keeper.exchangeKeys().given());
        assertEquals(first, lines.keys.mac().orElseThrow().current());
        List<MacKey> accepted = lines.keys.mac().orElseThrow().accepted();
        assertEquals(2, accepted.size());
        assertTrue(accepted.getLast().label().startsWith(first.label() + ".n"));
    }

    @Test
    void a_key_that_is_asked_for_comes_in_the_answer_or_soon_after() {
        start(partner(MadeBy.PARTNER));
        String key = "M" + ZoneSide.underZone(NEW_KEY) + NEW_KCV;
        issuer.onNetwork(call -> call.send(Requests.with(call.reply("00"), 48, key)));
        assertTrue(lines.keeper.exchangeKeys().given());
        assertEquals(
                new MacKey(first.label() + ".v1"),
                lines.keys.mac().orElseThrow().current());
        assertEquals("M", network("162").getLast().fields().text(48));
        issuer.onNetwork(call -> {
            call.approve();
            call.send(Requests.message("0800", Map.of(7, "0721101530", 11, "000777", 48, key, 70, "161")));
        });
        assertTrue(lines.keeper.exchangeKeys().given());
        assertEquals(
                new MacKey(first.label() + ".v2"),
                lines.keys.mac().orElseThrow().current());
    }

    @Test
    void a_partner_that_wants_new_keys_gets_them() {
        start(partner(MadeBy.EITHER));
        assertEquals("00", ask("162", fields -> {}).responseCode());
        Await.until(
                "they are in use",
                () -> lines.keys.mac().orElseThrow().current().equals(new MacKey(first.label() + ".v1")));
        assertEquals(1, network("161").size());
    }

    @Test
    void payments_wait_for_the_keys_where_they_change_at_sign_on() {
        issuer.onNetwork(call -> call.answer(call.request().fields().text(70).equals("001") ? "00" : "05"));
        lines = Lines.to(issuer.port(), partner(MadeBy.US, true, Optional.empty()));
        Await.until("it says why", () -> lines.link.standing().why().equals("MAC key: the partner refused it with 05"));
        assertInstanceOf(Outcome.NotSent.class, lines.link.exchange(Requests.purchase(1), LONG));
        issuer.onNetwork(FakeIssuer.Call::approve);
        lines.awaitState(LinkState.READY);
        assertEquals(
                new MacKey(first.label() + ".v1"),
                lines.keys.mac().orElseThrow().current());
    }

    @Test
    void keys_whose_time_has_come_change_by_themselves() {
        SteppedClock clock = new SteppedClock(Instant.now());
        lines = Lines.to(
                issuer.port(),
                partner(MadeBy.US, false, Optional.of(Duration.ofHours(24))).echoInterval(Duration.ofMillis(50)),
                clock);
        lines.awaitState(LinkState.READY);
        assertEquals(List.of(), network("161"));
        clock.step(Duration.ofHours(25));
        Await.until(
                "they have changed",
                () -> lines.keys.mac().orElseThrow().current().equals(new MacKey(first.label() + ".v1")));
    }

    @Test
    void a_dialect_that_cannot_carry_the_key_is_found_at_the_start() {
        KeyExchange in96 = exchange(MadeBy.US, "53/96", false, Optional.empty());
        PartnerConfig partner = new TestPartner()
                .mac(first.label())
                .dialect("base1")
                .exchanges(in96)
                .config();
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new PartnerKeys(
                        partner,
                        new IsoCodec(Dialect.named("base1")),
                        KeyRings.FIXED,
                        Optional.of(TestToken.zoneKeys()),
                        TestToken.zoneKeys().held(),
                        Turns.FREE,
                        Clock.systemUTC()));
        assertEquals("partner issuer: base1 cannot carry a key in DE 53/96", e.getMessage());
    }

    private void start(TestPartner partner) {
        lines = Lines.readyTo(issuer.port(), partner);
    }

    private TestPartner partner(MadeBy madeBy) {
        return partner(madeBy, false, Optional.empty());
    }

    private TestPartner partner(MadeBy madeBy, boolean atSignOn, Optional<Duration> every) {
        return new TestPartner().mac(first.label()).exchanges(exchange(madeBy, "48", atSignOn, every));
    }

    private static KeyExchange exchange(MadeBy madeBy, String field, boolean atSignOn, Optional<Duration> every) {
        return new KeyExchange(
                ZONE.label(),
                field,
                madeBy,
                List.of(Exchanged.MAC),
                atSignOn,
                every,
                Duration.ofMinutes(5),
                Optional.empty(),
                Optional.empty());
    }

    private CardMessage bring(String de48) {
        return ask("161", request -> request.set(48, de48));
    }

    private CardMessage ask(String code, Consumer<Fields.Editor> more) {
        CardMessage request = new NetworkMessages(Clock.systemUTC()).request(code, more);
        CardMessage numbered = Requests.with(request, 11, "%06d".formatted(500 + COUNT.incrementAndGet()));
        Channel line = issuer.lines().iterator().next();
        line.writeAndFlush(Frame.of(CODEC.encode(numbered)));
        Await.until("it is answered", () -> answers(numbered).count() == 1);
        return answers(numbered).findFirst().orElseThrow();
    }

    private Stream<CardMessage> answers(CardMessage request) {
        return issuer.heard("0810").stream()
                .filter(m -> m.trace().stan().equals(request.trace().stan()));
    }

    private List<CardMessage> network(String code) {
        return issuer.heard("0800").stream()
                .filter(m -> m.fields().text(70).equals(code))
                .toList();
    }

    private long held() {
        return TestToken.zoneKeys().held().stream()
                .filter(key -> key.key().label().startsWith(first.label() + ".")
                        || key.key().equals(first))
                .count();
    }
}
