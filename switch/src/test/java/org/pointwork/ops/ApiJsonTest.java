package org.pointwork.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pointwork.journal.DayClose;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.LegStore;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.journal.TransactionView;
import org.pointwork.journal.UnmatchedReplies.Kept;
import org.pointwork.journal.UnmatchedReplies.UnmatchedReply;
import org.pointwork.model.Leg;
import org.pointwork.model.TxnState;
import org.pointwork.route.Routes;
import org.pointwork.testing.TestRow;

/** The API's answers to the letter: others read them. */
class ApiJsonTest {
    private static final Instant AT = Instant.parse("2026-07-21T10:15:30.123456Z");
    private static final Instant WHOLE_SECOND = Instant.parse("2026-07-21T10:15:30Z");
    private static final LocalDate DAY = LocalDate.parse("2026-07-21");

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void is_written_as_ever(String what, Object answer, String json) {
        assertEquals(
                json.lines().map(String::strip).reduce("", String::concat),
                ApiJson.mapper().toJsonString(answer, answer.getClass()));
    }

    static Stream<Arguments> is_written_as_ever() {
        return Stream.of(
                Arguments.of("a strange reply", UnmatchedJson.of(List.of(strange())), """
                        [{"at":"2026-07-21T10:15:30.123456Z","link":"issuer-demo/primary","mti":"0210","stan":"000001",
                        "rrn":"620210000001","terminalId":"TERM0001","responseCode":"00","verdict":"late","near":"",
                        "why":"its request timed out"}]"""),
                Arguments.of("a stored message", SafJson.of(List.of(stored())), """
                        [{"txnId":"7","kind":"REVERSAL","partner":"issuer-demo","mti":"0421","state":"PENDING",
                        "attempts":2,"nextAt":"2026-07-21T10:15:30Z","lastError":"no answer"}]"""),
                Arguments.of("a stand-in", StandInJson.of(List.of(stoodIn())), """
                        [{"txnId":"7","issuer":"issuer-demo","state":"DEAD","why":"refused with 51",
                        "at":"2026-07-21T10:15:30.123456Z","rrn":"620210000001","terminalId":"TERM0001",
                        "maskedPan":"400000******0002","amount":"12300","currency":"356"}]"""),
                Arguments.of("the routes", RoutesJson.of(new Routes.Status("v1", 3, AT, Optional.empty())), """
                        {"version":"v1","routes":3,"since":"2026-07-21T10:15:30.123456Z","refused":""}"""),
                Arguments.of("a closed day", DayJson.of(closed()), """
                        {"date":"2026-07-21","closedAt":"2026-07-21T10:15:30.123456Z","digest":"ab","items":1,"givenUp":0,
                        "totals":[{"acquirer":"demo","issuer":"issuer-demo","currency":"356","late":false,"debits":1,
                        "debitAmount":"12300","credits":0,"creditAmount":"0","net":"12300"}],
                        "late":[{"txnId":"6","originalDate":"2026-07-21","amount":"-100"}]}"""),
                Arguments.of("a transaction", TransactionJson.of(approved()), """
                        {"txnId":"7","state":"APPROVED","responseCode":"00","amount":"12300","requestedAmount":"12300",
                        "currency":"356","maskedPan":"400000******0002","kind":"FINANCIAL/PURCHASE",
                        "references":{"acquirer":"demo","businessDate":"2026-07-21","destination":"issuer-demo",
                        "door":"pos-ascii","merchantId":"MERCHANT0000001","mti":"0200","rrn":"000000000007",
                        "stan":"000007","terminalId":"TERM0001"},
                        "history":[{"state":"FORWARDED","at":"2026-07-21T10:15:30Z","responseCode":"","link":"",
                        "detail":""},{"state":"APPROVED","at":"2026-07-21T10:15:30.123456Z",
                        "responseCode":"00","link":"issuer-demo/primary","detail":"issuer answered 00"}]}"""));
    }

    private static Kept strange() {
        return new Kept(
                AT,
                new UnmatchedReply(
                        "issuer-demo/primary",
                        "0210",
                        "000001",
                        "620210000001",
                        "TERM0001",
                        "00",
                        "late",
                        "",
                        "its request timed out"));
    }

    private static LegStore.Status stored() {
        return new LegStore.Status(
                7, Leg.Kind.REVERSAL, "issuer-demo", "0421", "PENDING", 2, WHOLE_SECOND, "no answer");
    }

    private static LegStore.StandIn stoodIn() {
        return new LegStore.StandIn(
                7,
                "issuer-demo",
                "DEAD",
                "refused with 51",
                AT,
                "620210000001",
                "TERM0001",
                "400000",
                "0002",
                12_300,
                "356");
    }

    private static DayClose closed() {
        return new DayClose(
                DAY,
                AT,
                "ab",
                1,
                0,
                List.of(new DayClose.Total("demo", "issuer-demo", "356", false, 1, 12_300, 0, 0)),
                List.of(new DayClose.Late(6, DAY, -100)));
    }

    private static TransactionView approved() {
        EventRow event = new EventRow(
                TxnState.APPROVED,
                AT,
                "00",
                Optional.of(12_300L),
                "issuer-demo/primary",
                "issuer answered 00",
                new StoredAnswer(Map.of(39, "00")));
        return new TransactionView(
                TestRow.of(7).day(DAY).receivedAt(WHOLE_SECOND).row(), List.of(event));
    }
}
