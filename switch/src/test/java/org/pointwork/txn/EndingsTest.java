package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.model.Refusal;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestRow;

/** When money is in doubt, and what the acquirer hears then: the whole table. */
class EndingsTest {
    private static final Instant NOW = Arrivals.NOW;
    private static final byte[] SEALED = {1, 2, 3};
    private final Endings endings = new Endings(new Reversals(0));

    private enum Asked {
        PURCHASE("0200", "000000"),
        CASH("0200", "010000"),
        REFUND("0200", "200000"),
        TRANSFER("0200", "401020"),
        PIN_CHANGE("0200", "920000"),
        INQUIRY("0200", "310000"),
        HOLD("0100", "000000"),
        HELD_INQUIRY("0100", "310000"),
        ADVICE("0220", "000000");

        private final String mti;
        private final String code;

        Asked(String mti, String code) {
            this.mti = mti;
            this.code = code;
        }

        CardMessage message() {
            return Requests.with(Requests.as(Requests.purchase(1), mti), 3, code);
        }
    }

    private enum Ended {
        APPROVED,
        PARTIAL,
        DECLINED,
        UNTRUSTED,
        TIMED_OUT,
        DROPPED,
        NOT_SENT;

        Outcome of(CardMessage request) {
            return switch (this) {
                case APPROVED -> new Outcome.Answered("l", request.answer("00"));
                case PARTIAL -> new Outcome.Answered("l", Requests.with(request.answer("10"), 4, "000000006150"));
                case DECLINED -> new Outcome.Answered("l", request.answer("51"));
                case UNTRUSTED -> new Outcome.Untrusted("l", request.answer("00"), "MAC is missing or wrong");
                case TIMED_OUT -> new Outcome.NoAnswer("l", NOW, Silence.TIMED_OUT);
                case DROPPED -> new Outcome.NoAnswer("l", NOW, Silence.LINE_DROPPED);
                case NOT_SENT -> new Outcome.NotSent("l", "link is DOWN");
            };
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            asked,        ended,     states,            told, reversal, approved
            PURCHASE,     APPROVED,  APPROVED,          00,   no,       12300
            PURCHASE,     PARTIAL,   APPROVED,          10,   no,       6150
            PURCHASE,     DECLINED,  DECLINED,          51,   no,       ''
            PURCHASE,     UNTRUSTED, UNKNOWN REVERSING, 96,   yes,      ''
            PURCHASE,     TIMED_OUT, UNKNOWN REVERSING, 68,   yes,      ''
            PURCHASE,     DROPPED,   UNKNOWN REVERSING, 91,   yes,      ''
            PURCHASE,     NOT_SENT,  DECLINED,          91,   no,       ''
            CASH,         APPROVED,  APPROVED,          00,   no,       12300
            CASH,         TIMED_OUT, UNKNOWN REVERSING, 68,   yes,      ''
            REFUND,       APPROVED,  APPROVED,          00,   no,       12300
            REFUND,       UNTRUSTED, UNKNOWN REVERSING, 96,   yes,      ''
            REFUND,       TIMED_OUT, UNKNOWN REVERSING, 68,   yes,      ''
            REFUND,       NOT_SENT,  DECLINED,          91,   no,       ''
            TRANSFER,     APPROVED,  APPROVED,          00,   no,       12300
            TRANSFER,     TIMED_OUT, UNKNOWN REVERSING, 68,   yes,      ''
            PIN_CHANGE,   TIMED_OUT, DECLINED,          68,   no,       ''
            HOLD,         APPROVED,  APPROVED,          00,   no,       12300
            HOLD,         DECLINED,  DECLINED,          51,   no,       ''
            HOLD,         UNTRUSTED, UNKNOWN REVERSING, 96,   yes,      ''
            HOLD,         TIMED_OUT, UNKNOWN REVERSING, 68,   yes,      ''
            HOLD,         DROPPED,   UNKNOWN REVERSING, 91,   yes,      ''
            HOLD,         NOT_SENT,  DECLINED,          91,   no,       ''
            INQUIRY,      APPROVED,  APPROVED,          00,   no,       12300
            INQUIRY,      UNTRUSTED, DECLINED,          96,   no,       ''
            INQUIRY,      TIMED_OUT, DECLINED,          68,   no,       ''
            INQUIRY,      DROPPED,   DECLINED,          91,   no,       ''
            INQUIRY,      NOT_SENT,  DECLINED,          91,   no,       ''
            HELD_INQUIRY, TIMED_OUT, DECLINED,          68,   no,       ''
            ADVICE,       APPROVED,  APPROVED,          00,   no,       12300
            ADVICE,       DECLINED,  DECLINED,          51,   no,       ''
            ADVICE,       UNTRUSTED, UNKNOWN,           00,   no,       ''
            ADVICE,       TIMED_OUT, UNKNOWN,           00,   no,       ''
            ADVICE,       DROPPED,   UNKNOWN,           00,   no,       ''
            ADVICE,       NOT_SENT,  UNKNOWN,           00,   no,       ''
            """, useHeadersInDisplayName = true)
    void each_outcome_of_each_kind(
            Asked asked, Ended ended, String states, String told, String reversal, String approved) {
        CardMessage request = asked.message();
        Ending ending = end(request, ended.of(request));
        assertAll(
                () -> assertEquals(
                        states,
                        ending.events().stream().map(e -> e.state().name()).collect(Collectors.joining(" "))),
                () -> assertEquals(told, ending.answer().responseCode()),
                () -> assertEquals(reversal.equals("yes"), ending.leg().isPresent()),
                () -> assertEquals(
                        approved,
                        ending.events()
                                .getFirst()
                                .approvedMinor()
                                .map(String::valueOf)
                                .orElse("")),
                () -> assertEquals(told, ending.events().getFirst().responseCode()),
                () -> assertEquals(
                        told, ending.events().getFirst().answer().elements().get(39)));
    }

    @Test
    void a_partial_approval_counts_its_own_amount_though_the_reply_names_no_currency() {
        CardMessage request = Requests.purchase(1);
        CardMessage reply = Requests.without(Requests.with(request.answer("10"), 4, "000000006150"), 49);
        Ending ending = end(request, new Outcome.Answered("l", reply));
        assertEquals(Optional.of(6_150L), ending.events().getFirst().approvedMinor());
        assertEquals("000000006150", ending.answer().fields().text(4));
    }

    @Test
    void an_answer_repeats_the_request_and_carries_what_is_the_acquirers() {
        CardMessage request = Requests.with(Requests.purchase(1), 22, "051");
        CardMessage reply = Requests.with(
                Requests.with(Requests.with(request.answer("00"), 38, "A1B2C3"), 54, "0002356C000001000000"),
                41,
                "OTHER001");
        CardMessage answer = end(request, new Outcome.Answered("l", reply)).answer();
        assertAll(
                () -> assertEquals("0210", answer.mti().digits()),
                () -> assertEquals("A1B2C3", answer.fields().text(38)),
                () -> assertEquals("0002356C000001000000", answer.fields().text(54)),
                () -> assertEquals("TERM0001", answer.fields().text(41)),
                () -> assertEquals("051", answer.fields().text(22)),
                () -> assertEquals(request.trace(), answer.trace()));
    }

    @Test
    void nothing_of_an_untrusted_reply_reaches_the_acquirer() {
        CardMessage request = Requests.purchase(1);
        CardMessage reply = Requests.with(request.answer("00"), 38, "FORGED");
        CardMessage answer = end(request, new Outcome.Untrusted("l", reply, "MAC is missing or wrong"))
                .answer();
        assertFalse(answer.fields().has(38));
    }

    @Test
    void a_reversal_carries_the_sealed_card_and_the_originals_references() {
        CardMessage request = Requests.purchase(1);
        Leg leg = end(request, new Outcome.NoAnswer("l", NOW, Silence.TIMED_OUT))
                .leg()
                .orElseThrow();
        assertAll(
                () -> assertEquals(SEALED, leg.sealedPan().orElseThrow()),
                () -> assertEquals("0420", leg.mti()),
                () -> assertEquals(request.trace().rrn(), leg.elements().get(37)),
                () -> assertEquals("issuer-demo", leg.destination()),
                () -> assertFalse(leg.elements().containsKey(2)));
    }

    @Test
    void a_stand_in_approval_stands_and_the_issuer_is_told() {
        CardMessage request = Requests.purchase(1);
        Ending ending = Endings.stoodIn(request, "00", TestRow.rowOf(7, request), () -> SEALED, NOW);
        Leg leg = ending.leg().orElseThrow();
        assertAll(
                () -> assertEquals(
                        "APPROVED", ending.events().getFirst().state().name()),
                () -> assertEquals(Leg.Kind.ADVICE, leg.kind()),
                () -> assertEquals("0220", leg.mti()),
                () -> assertEquals("00", ending.answer().responseCode()));
    }

    @Test
    void a_refusal_is_a_decline_with_its_code_and_nothing_to_send() {
        Ending ending = Endings.refused(Requests.purchase(1), new Refusal("92", "no route for this card"), NOW);
        assertAll(
                () -> assertEquals(
                        List.of("DECLINED"),
                        ending.events().stream().map(e -> e.state().name()).toList()),
                () -> assertEquals("92", ending.answer().responseCode()),
                () -> assertEquals(
                        "no route for this card", ending.events().getFirst().detail()),
                () -> assertEquals(Optional.empty(), ending.leg()));
    }

    private Ending end(CardMessage request, Outcome outcome) {
        RequestRow row = TestRow.rowOf(7, request);
        return endings.of(outcome, request, row, () -> SEALED, NOW);
    }
}
