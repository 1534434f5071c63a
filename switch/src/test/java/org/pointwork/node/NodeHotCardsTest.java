package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.framing.Frame;
import org.pointwork.hsm.MacKey;
import org.pointwork.iso8583.Dialect;
import org.pointwork.iso8583.IsoCodec;
import org.pointwork.journal.Journal;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Refusal;
import org.pointwork.security.MessageMac;
import org.pointwork.testing.Await;
import org.pointwork.testing.FakeIssuer;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestDatabase;
import org.pointwork.testing.TestToken;
import org.pointwork.txn.HotCards;

/** The list of hot cards, as an issuer's host changes it. */
class NodeHotCardsTest extends WholeNode {
    private final CardMessage request = purchase();

    @ParameterizedTest
    @CsvSource({"04", "41", "43"})
    void a_card_on_the_list_is_refused_with_its_code_until_it_is_taken_off(String code) {
        CardMessage answer = ask(action("0302", "1", code));
        assertEquals("0312", answer.mti().digits());
        assertEquals("00", answer.responseCode());
        assertEquals(code, ask(request).responseCode());
        assertEquals(List.of(), dispatched(request));
        assertEquals("DECLINED", state(request));
        assertEquals("00", ask(action("0302", "3", "")).responseCode());
        assertEquals("00", ask(again()).responseCode());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            MTI,  action, record, file,     code, answer
            0300, 2,      41,     HOTCARDS, 25,   0310
            0302, 3,      -,      HOTCARDS, 25,   0312
            0302, 5,      -,      HOTCARDS, 25,   0312
            0303, 3,      -,      HOTCARDS, 25,   0312
            0302, 9,      41,     HOTCARDS, 30,   0312
            0302, 1,      00,     HOTCARDS, 30,   0312
            0302, 1,      -,      HOTCARDS, 30,   0312
            0302, 1,      41,     OTHERS,   30,   0312
            """, useHeadersInDisplayName = true)
    void what_cannot_be_done_has_its_code(
            String mti, String action, String record, String file, String code, String answered) {
        CardMessage answer = ask(Requests.with(action(mti, action, record.replace("-", "")), 101, file));
        assertAll(() -> assertEquals(answered, answer.mti().digits()), () -> assertEquals(code, answer.responseCode()));
        assertEquals("00", ask(request).responseCode());
    }

    @Test
    void an_entry_is_shown_changed_and_ends_with_its_last_day() {
        ask(Requests.with(action("0302", "1", "41"), 73, "991231"));
        CardMessage shown = ask(action("0302", "5", ""));
        assertEquals("41", shown.fields().text(120));
        assertEquals("991231", shown.fields().text(73));
        assertEquals("41", ask(request).responseCode());
        assertEquals(
                "00",
                ask(Requests.with(action("0302", "2", "43"), 73, "200101")).responseCode());
        assertEquals("00", ask(again()).responseCode());
        assertEquals(
                "30",
                ask(Requests.with(action("0302", "1", "41"), 73, "991301")).responseCode());
    }

    @Test
    void nothing_of_it_is_an_entry_in_the_journal() {
        CardMessage action = Requests.now(action("0302", "1", "41"));
        ask(action);
        assertEquals(List.of(), transactions(action));
        assertFalse(TestDatabase.rows(node.database(), "select encode(pan_token, 'escape') from hot_card").stream()
                .flatMap(List::stream)
                .anyMatch(token -> token.contains(request.pan().orElseThrow().digits())));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            action, issuer says, told
            1,      00,          00
            1,      25,          00
            1,      05,          05
            3,      00,          00
            3,      25,          25
            """, useHeadersInDisplayName = true)
    void the_cards_issuer_is_told_of_a_change_and_its_word_counts(String action, String says, String told) {
        primary.onFile(call -> call.answer(says));
        CardMessage sent = action("0302", action, action.equals("1") ? "41" : "");
        assertEquals(told, ask(sent).responseCode());
        CardMessage heard = heard(sent).getFirst();
        assertEquals(request.fields().text(2), heard.fields().text(2));
        assertEquals(action, heard.fields().text(91));
        assertEquals(action.equals("1") ? "41" : "00", ask(request).responseCode(), "here it holds in any case");
    }

    @Test
    void an_issuer_that_does_not_answer_is_told_when_it_is_asked_again() {
        primary.onFile(FakeIssuer.Call::silence);
        assertEquals("68", ask(action("0302", "1", "41")).responseCode());
        assertEquals("41", ask(request).responseCode());
        primary.onFile(FakeIssuer.Call::approve);
        assertEquals("00", ask(action("0302", "3", "")).responseCode());
    }

    @Test
    void what_is_shown_is_this_list_and_nobody_is_asked() {
        CardMessage shown = action("0302", "5", "");
        assertEquals("25", ask(shown).responseCode());
        assertEquals(List.of(), heard(shown));
    }

    @Test
    void an_issuer_changes_the_list_over_its_own_link_with_its_mac() {
        IsoCodec codec = new IsoCodec(Dialect.ISO87_ASCII);
        MessageMac mac = new MessageMac(TestToken.hsm(), new MacKey("zak.issuer-demo"), codec);
        CardMessage block = action("0302", "1", "43");
        assertEquals("00", say(block, mac.pack(block)).responseCode());
        assertEquals("43", ask(request).responseCode());
        CardMessage without = action("0302", "3", "");
        assertEquals("63", say(without, codec.encode(without)).responseCode());
        CardMessage other = Requests.with(action("0302", "1", "43"), 2, "9000000000000001");
        assertEquals("58", say(other, mac.pack(other)).responseCode());
        CardMessage free = action("0300", "3", "");
        CardMessage answer = say(free, mac.pack(free));
        assertEquals("0310", answer.mti().digits());
        assertTrue(mac.verifies(answer, codec.encode(answer)));
        assertEquals("00", ask(again()).responseCode());
    }

    private static CardMessage say(CardMessage request, byte[] packed) {
        primary.lines().forEach(line -> line.writeAndFlush(Frame.of(packed)));
        Await.until("it is answered", () -> !answers(request).isEmpty());
        return answers(request).getFirst();
    }

    private static List<CardMessage> answers(CardMessage request) {
        return primary.heard(request.mti().answer().digits()).stream()
                .filter(m -> m.trace().stan().equals(request.trace().stan()))
                .toList();
    }

    private static List<CardMessage> heard(CardMessage action) {
        return primary.heard("0302").stream()
                .filter(m -> m.trace().stan().equals(action.trace().stan()))
                .toList();
    }

    @Test
    void another_node_hears_of_it_and_of_its_end() {
        byte[] token = new byte[16];
        token[0] = (byte) next();
        try (Journal journal = TestDatabase.openJournal(TestDatabase.createJournal())) {
            HotCards one = new HotCards(journal.hotCards(), Set.of(), Clock.systemUTC());
            HotCards other =
                    new HotCards(journal.hotCards(), Set.of(), Clock.offset(Clock.systemUTC(), Duration.ofDays(1)));
            one.store().put(token, "43", Optional.empty());
            other.refresh();
            assertEquals("43", other.refusal(token).map(Refusal::responseCode).orElse(""));
            one.store().remove(token);
            other.refresh();
            assertEquals(Optional.empty(), other.refusal(token));
        }
    }

    private CardMessage again() {
        return Requests.now(
                Requests.with(Requests.with(request, 11, "%06d".formatted(next())), 37, "%012d".formatted(next())));
    }

    private CardMessage action(String mti, String action, String record) {
        CardMessage about = Requests.without(Requests.as(request, mti), 3, 4, 49);
        CardMessage fresh = Requests.with(
                Requests.with(Requests.with(about, 11, "%06d".formatted(next())), 37, "%012d".formatted(next())),
                91,
                action);
        CardMessage named = Requests.with(fresh, 101, "HOTCARDS");
        return record.isEmpty() ? named : Requests.with(named, 120, record);
    }
}
