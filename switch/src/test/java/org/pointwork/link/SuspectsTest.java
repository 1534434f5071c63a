package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.link.Diagnosis.Verdict;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.testing.Await;
import org.pointwork.testing.Requests;
import org.pointwork.testing.SteppedClock;

/** Why a reply met no request. The request is a purchase of terminal TERM0001, STAN 000001. */
class SuspectsTest {
    private final Suspects suspects = new Suspects(MatchKey.USUAL);
    private final Waiting primary = new Waiting(MatchKey.USUAL);
    private final Waiting backup = new Waiting(MatchKey.USUAL);

    SuspectsTest() {
        suspects.add("issuer/primary", primary);
        suspects.add("issuer/backup", backup);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            request is, reply's MTI, DE, with,             verdict,      difference
            waiting,    0210,        11, 999999,           OTHER_VALUES, 'DE 11 sent 000001, came 999999'
            waiting,    0210,        41, TERM0009,         OTHER_VALUES, 'DE 41 sent TERM0001, came TERM0009'
            waiting,    0210,        37, ' ',              OTHER_VALUES, 'DE 37 sent 720000000001, came nothing'
            waiting,    0210,        7,  0721101531,       OTHER_VALUES, 'DE 7 sent 0721101530, came 0721101531'
            waiting,    0110,        41, TERM0001,         OTHER_TYPE,   'MTI sent 0210, came 0110'
            waiting,    0430,        41, TERM0001,         OTHER_TYPE,   'MTI sent 0210, came 0430'
            waiting,    0210,        41, TERM0001,         OTHER_LINK,   ''
            answered,   0210,        41, TERM0001,         DUPLICATE,    ''
            answered,   0210,        11, 000009,           OTHER_VALUES, 'DE 11 sent 000001, came 000009'
            given up,   0210,        41, TERM0001,         LATE,         ''
            given up,   0210,        32, 54321,            OTHER_VALUES, 'DE 32 sent 12345, came 54321'
            never made, 0210,        41, TERM0001,         NEVER_SENT,   ''
            """, useHeadersInDisplayName = true)
    void the_request_that_is_most_like_it_says_why(
            String fate, String mti, int de, String value, Verdict verdict, String difference) {
        CardMessage request = Requests.purchase(1);
        happened(request, fate);
        CardMessage reply = Requests.as(Requests.with(request.answer("00"), de, value), mti);
        Diagnosis why = suspects.diagnose(reply);
        assertEquals(verdict, why.verdict());
        assertEquals(
                difference.isEmpty() ? List.of() : List.of(difference),
                why.differences().stream().map(Object::toString).toList());
        assertEquals(verdict == Verdict.NEVER_SENT ? "" : "issuer/primary", why.near());
    }

    private void happened(CardMessage request, String fate) {
        switch (fate) {
            case "waiting" -> primary.add(request).orElseThrow();
            case "answered" -> {
                primary.add(request).orElseThrow();
                primary.answered(new Waiting.Reply(request.answer("00"), new byte[0]));
            }
            case "given up" -> primary.end(primary.add(request).orElseThrow(), Silence.TIMED_OUT);
            default ->
                backup.add(Requests.with(Requests.purchase(777), 7, "0101000000"))
                        .orElseThrow();
        }
    }

    @Test
    void of_several_the_one_that_differs_least_is_named() {
        primary.add(Requests.purchase(1)).orElseThrow();
        backup.add(Requests.purchase(2)).orElseThrow();
        CardMessage reply = Requests.with(Requests.purchase(2).answer("00"), 7, "0721101599");
        Diagnosis why = suspects.diagnose(reply);
        assertEquals("issuer/backup", why.near());
        assertEquals(1, why.differences().size());
    }

    @Test
    void what_waits_is_compared_beyond_its_key_and_cards_are_masked() {
        primary.add(Requests.purchase(1)).orElseThrow();
        CardMessage reply = Requests.with(
                Requests.with(Requests.with(Requests.purchase(1).answer("00"), 11, "000002"), 4, "000000000100"),
                2,
                Requests.pan("520000", 9));
        CardMessage read = Requests.message(
                "0210",
                reply.fields().present().stream().boxed().collect(Collectors.toMap(de -> de, de -> reply.fields()
                        .text(de))));
        String why = suspects.diagnose(read).toString();
        assertTrue(why.contains("DE 4 sent 000000012300, came 000000000100"), why);
        assertTrue(why.contains("DE 2 sent 400000******"), why);
        assertFalse(why.contains(Requests.pan("520000", 9)), why);
    }

    @Test
    void another_key_has_other_near_misses() {
        MatchKey byStanAndTerminal = new MatchKey(Optional.of(List.of(11, 41)));
        Suspects theirs = new Suspects(byStanAndTerminal);
        Waiting waiting = new Waiting(byStanAndTerminal);
        theirs.add("network/one", waiting);
        CardMessage request = Requests.purchase(1);
        waiting.add(request).orElseThrow();
        assertTrue(waiting.answered(new Waiting.Reply(Requests.without(request.answer("00"), 7, 32, 37), new byte[0])));
        assertEquals(Verdict.DUPLICATE, theirs.diagnose(request.answer("00")).verdict());
        assertEquals(
                Verdict.NEVER_SENT,
                theirs.diagnose(Requests.with(Requests.with(request.answer("00"), 11, "9"), 41, "X"))
                        .verdict());
    }

    @Test
    void a_flood_is_counted_and_looked_into_no_more_than_some_times_a_second() {
        SteppedClock clock = new SteppedClock(Instant.now());
        AtomicInteger kept = new AtomicInteger();
        Strangers strangers = new Strangers(MatchKey.USUAL, (_, _, _) -> kept.incrementAndGet(), clock);
        CardMessage reply = Requests.purchase(1).answer("00");
        for (int i = 0; i < 10_000; i++) {
            strangers.met("issuer/primary", reply);
        }
        Await.until("those are kept", () -> kept.get() == 20);
        clock.step(Duration.ofSeconds(1));
        strangers.met("issuer/primary", reply);
        Await.until("the next is", () -> kept.get() == 21);
    }

    @ParameterizedTest
    @CsvSource({"a|b|c, a|b|c, 0", "a|b|c, a|x|c, 1", "a|b|c, a|bb|d, 2", "a||c, a|b|, 2", "0210|x, 0110|y, 2"})
    void parts_are_counted_one_by_one(String one, String other, int differing) {
        assertEquals(differing, MatchKey.differing(one, other));
    }
}
