package org.pointwork.txn.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.iso8583.CardMessages;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Refusal;
import org.pointwork.testing.Requests;
import org.pointwork.txn.Arrivals;
import org.pointwork.txn.Txn;

/** What is not worked on, and the code that says why. */
class IdentifyTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            MTI,  changed DE, to,               code, why
            0200, 0,          '',               '',   ''
            0100, 0,          '',               '',   ''
            0220, 0,          '',               '',   ''
            0201, 0,          '',               '',   ''
            0200, 3,          -,                30,   DE 3 is missing
            0200, 4,          -,                30,   DE 4 is missing
            0200, 11,         -,                30,   DE 11 is missing
            0200, 41,         -,                30,   DE 41 is missing
            0200, 49,         -,                30,   DE 49 is missing
            0220, 11,         -,                30,   DE 11 is missing
            0200, 13,         -,                '',   ''
            0200, 7,          -,                30,   DE 7 is missing
            0200, 2,          -,                14,   the card number cannot be one
            0200, 2,          4000000000000003, 14,   the card number cannot be one
            0200, 2,          40000002,         14,   the card number cannot be one
            0200, 2,          400000006,        14,   the card number cannot be one
            0200, 2,          4000000002,       '',   ''
            0200, 35,         4000000000000010=3012, '', ''
            0200, 35,         4000000000000028=3012, 14, track 2 is of another card than DE 2
            0200, 4,          000000000000,     13,   the amount is zero
            0100, 4,          000000000000,     13,   the amount is zero
            0200, 4,          999999999999,     '',   ''
            0200, 3,          310000,           '',   ''
            0200, 3,          400000,           '',   ''
            0200, 3,          330000,           13,   a verification has an amount
            0100, 25,         51,               13,   a verification has an amount
            0200, 3,          090000,           30,   DE 54 is missing
            0200, 3,          920000,           30,   DE 52 is missing
            0200, 5,          000000001000,     30,   DE 50 is missing
            0200, 6,          000000001000,     30,   DE 51 is missing
            0200, 9,          41000000,         30,   DE 5 is missing
            0200, 10,         41000000,         30,   DE 6 is missing
            0200, 3,          990000,           12,   DE 3 asks for a transaction that is not served
            0300, 0,          '',               '',   ''
            0320, 0,          '',               30,   MTI 0320 is not served
            0500, 0,          '',               '',   ''
            0600, 0,          '',               30,   MTI 0600 is not served
            0800, 11,         -,                '',   ''
            0400, 2,          -,                '',   ''
            """, useHeadersInDisplayName = true)
    void each_lack_has_its_code(String mti, int de, String value, String code, String why) {
        CardMessage request = Requests.with(Requests.as(Requests.purchase(1), mti), 2, "4000000000000010");
        CardMessage changed = de == 0
                ? request
                : value.equals("-") ? Requests.without(request, de) : Requests.with(request, de, value);
        Refusal refusal = identified(Arrivals.txn(changed)).orElse(new Refusal("", ""));
        assertEquals(new Refusal(code, why), refusal);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            fields,                                               code, why
            3=330000 4=000000000000,                              '',   ''
            25=51 4=000000000000,                                 '',   ''
            3=400000 4=000000000000,                              13,   the amount is zero
            3=210000 4=000000000000,                              13,   the amount is zero
            3=380000 4=000000000000,                              '',   ''
            3=090000 54=0040356D000000005000,                     '',   ''
            3=090000 54=0002356C0000000001000040356D000000012300, '',   ''
            3=090000 54=0040356D000000012301,                     13,   the cash in DE 54 is no part of DE 4
            3=090000 54=0040356D000000000000,                     13,   the cash in DE 54 is no part of DE 4
            3=090000 54=0040840D000000005000,                     30,   DE 54 has no cash amount in the currency of DE 49
            3=090000 54=0040356C000000005000,                     30,   DE 54 has no cash amount in the currency of DE 49
            3=090000 54=0040356D00000000500,                      30,   DE 54 has no cash amount in the currency of DE 49
            5=000000000148 50=840 9=70120000,                     '',   ''
            5=000000000148 50=840,                                '',   ''
            6=000000000135 51=978 10=70110000,                    '',   ''
            5=000000000148 50=840 9=80120000,                     30,   DE 9 is no conversion rate
            6=000000000135 51=978 10=40000000,                    30,   DE 10 is no conversion rate
            """, useHeadersInDisplayName = true)
    void what_elements_say_of_one_another(String fields, String code, String why) {
        CardMessage request = Requests.with(Requests.purchase(1), 2, "4000000000000010");
        for (String field : fields.split(" ")) {
            String[] pair = field.split("=");
            request = Requests.with(request, Integer.parseInt(pair[0]), pair[1]);
        }
        assertEquals(new Refusal(code, why), identified(Arrivals.txn(request)).orElse(new Refusal("", "")));
    }

    @ParameterizedTest
    @CsvSource({"0123456789ABCDEF, ''", "0123456789ABCDEG, 30", "0123456789ABCDE, 30"})
    void a_pin_change_says_the_old_pin_and_the_new(String changed, String code) {
        CardMessage request = Requests.with(Requests.with(Requests.purchase(1), 3, "920000"), 125, changed);
        CardMessage withPin = CardMessages.of(
                request.mti(), request.fields().edit().set(52, new byte[8]).done());
        assertEquals(
                code,
                identified(Arrivals.txn(withPin)).map(Refusal::responseCode).orElse(""));
    }

    @Test
    void without_any_clock_it_cannot_be_told_from_another() {
        CardMessage request = Requests.without(Requests.purchase(1), 7, 12, 13);
        assertEquals("30", identified(Arrivals.txn(request)).orElseThrow().responseCode());
    }

    @Test
    void a_card_read_from_track_2_alone_is_a_card() {
        CardMessage request = Requests.without(Requests.with(Requests.purchase(1), 35, "4000000000000010=3012"), 2);
        assertEquals(Optional.empty(), identified(Arrivals.txn(request)));
    }

    @Test
    void an_inquiry_needs_no_amount() {
        CardMessage request = Requests.without(Requests.with(Requests.purchase(1), 3, "310000"), 4, 49);
        assertEquals(Optional.empty(), identified(Arrivals.txn(request)));
    }

    @Test
    void what_could_not_be_read_is_a_format_error_with_its_reason() {
        Txn txn = Arrivals.txn(Requests.purchase(1), Optional.of("DE 4: must be all digits"), Arrivals.NOW);
        assertEquals(
                new Refusal("30", "DE 4: must be all digits"), identified(txn).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"20000, ''", "20001, 68"})
    void what_waited_too_long_is_not_begun(long ageMs, String code) {
        Txn txn = Arrivals.txn(Requests.purchase(1), Optional.empty(), Arrivals.NOW.minus(Duration.ofMillis(ageMs)));
        assertEquals(code, identified(txn).map(Refusal::responseCode).orElse(""));
    }

    private static Optional<Refusal> identified(Txn txn) {
        new Identify().with(Arrivals.services()).prepare(1, txn);
        return txn.refusal();
    }
}
