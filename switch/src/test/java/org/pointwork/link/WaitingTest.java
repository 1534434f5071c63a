package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.testing.Requests;

/** Which reply is whose. */
class WaitingTest {
    private final Waiting waiting = new Waiting(MatchKey.USUAL);

    @Test
    void a_reply_finds_its_request_once() {
        CardMessage request = Requests.purchase(1);
        Waiting.Entry entry = waiting.add(request).orElseThrow();
        assertTrue(waiting.answered(reply(request)));
        assertFalse(waiting.answered(reply(request)));
        assertEquals("00", ((Waiting.Reply) entry.end().join()).message().responseCode());
        assertEquals(0, waiting.size());
    }

    @Test
    void what_was_given_up_is_not_answered() {
        CardMessage request = Requests.purchase(1);
        Waiting.Entry entry = waiting.add(request).orElseThrow();
        assertEquals(new Waiting.Silent(Silence.TIMED_OUT), waiting.await(entry, Duration.ofMillis(1)));
        assertFalse(waiting.answered(reply(request)));
        assertEquals(0, waiting.size());
    }

    @Test
    void what_was_answered_first_is_not_given_up() {
        CardMessage request = Requests.purchase(1);
        Waiting.Entry entry = waiting.add(request).orElseThrow();
        Waiting.Reply reply = reply(request);
        assertTrue(waiting.answered(reply));
        waiting.end(entry, Silence.TIMED_OUT);
        assertEquals(reply, waiting.await(entry, Duration.ofMillis(1)));
    }

    @Test
    void an_equal_request_waits_for_none() {
        assertTrue(waiting.add(Requests.purchase(1)).isPresent());
        assertTrue(waiting.add(Requests.purchase(1)).isEmpty());
        assertTrue(waiting.add(Requests.purchase(2)).isPresent());
    }

    @Test
    void a_dropped_line_ends_all_with_nothing() {
        Waiting.Entry one = waiting.add(Requests.purchase(1)).orElseThrow();
        Waiting.Entry other = waiting.add(Requests.purchase(2)).orElseThrow();
        waiting.lineDropped();
        assertEquals(new Waiting.Silent(Silence.LINE_DROPPED), one.end().join());
        assertEquals(new Waiting.Silent(Silence.LINE_DROPPED), other.end().join());
        assertEquals(0, waiting.size());
    }

    @Test
    void each_element_of_the_key_counts_and_so_does_the_mti() {
        CardMessage request = Requests.purchase(1);
        waiting.add(request).orElseThrow();
        String[][] others = {{"7", "0721101531"}, {"11", "000002"}, {"32", "54321"}, {"37", "other"}, {"41", "TERM0002"}
        };
        for (String[] other : others) {
            CardMessage stranger = Requests.with(request.answer("00"), Integer.parseInt(other[0]), other[1]);
            assertFalse(waiting.answered(new Waiting.Reply(stranger, new byte[0])), "DE " + other[0]);
        }
        assertFalse(waiting.answered(new Waiting.Reply(Requests.as(request.answer("00"), "0110"), new byte[0])));
        assertTrue(waiting.answered(reply(request)));
    }

    private static Waiting.Reply reply(CardMessage request) {
        return new Waiting.Reply(request.answer("00"), new byte[0]);
    }
}
