package org.pointwork.link;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;
import org.pointwork.testing.Requests;

/** Which replies answer what was asked. The request is for 123.00 INR. */
class ReplyCheckTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            DE 39, changed DE, to,                fault
            00,    0,          '',                ''
            51,    0,          '',                ''
            00,    4,          000000012301,      DE 4 is not what was sent
            00,    4,          000000006150,      DE 4 is not what was sent
            05,    4,          000000006150,      DE 4 is not what was sent
            10,    4,          000000006150,      ''
            10,    4,          000000012300,      ''
            10,    4,          000000012301,      DE 4 is not what was sent
            10,    4,          999999999999,      DE 4 is not what was sent
            00,    2,          4000009999999991,  DE 2 is not what was sent
            00,    3,          200000,            DE 3 is not what was sent
            00,    42,         MERCHANT0000002,   DE 42 is not what was sent
            00,    49,         840,               DE 49 is not what was sent
            00,    42,         'MERCHANT0000001  ', ''
            0,     0,          '',                no response code
            '',    0,          '',                no response code
            """, useHeadersInDisplayName = true)
    void a_reply_that_says_something_else_is_named(String code, int de, String value, String fault) {
        CardMessage request = Requests.purchase(1);
        CardMessage reply = request.answer(code);
        CardMessage changed = de == 0 ? reply : Requests.with(reply, de, value);
        assertEquals(
                fault,
                new ReplyCheck(PartnerConfig.Behaviour.USUAL)
                        .fault(request, changed)
                        .orElse(""));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            compares, must echo, DE, to,              fault
            42,       42,        42, MERCHANT0000002, DE 42 is not what was sent
            3,        42,        42, MERCHANT0000002, ''
            3,        37,        37, -,               DE 37 did not come back
            3,        3,         37, -,               ''
            """, useHeadersInDisplayName = true)
    void a_partner_has_its_own_signature(int compared, int echoed, int de, String value, String fault) {
        ReplyCheck check = new ReplyCheck(new PartnerConfig.Behaviour(
                Optional.empty(), Optional.of(List.of(compared)), Optional.of(List.of(echoed))));
        CardMessage request = Requests.purchase(1);
        CardMessage reply = value.equals("-")
                ? Requests.without(request.answer("00"), de)
                : Requests.with(request.answer("00"), de, value);
        assertEquals(fault, check.fault(request, reply).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({"2", "3", "4", "42", "49"})
    void what_a_reply_leaves_out_it_does_not_contradict(int de) {
        CardMessage request = Requests.purchase(1);
        assertEquals(
                "",
                new ReplyCheck(PartnerConfig.Behaviour.USUAL)
                        .fault(request, Requests.without(request.answer("00"), de))
                        .orElse(""));
    }
}
