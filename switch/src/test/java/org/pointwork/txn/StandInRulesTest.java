package org.pointwork.txn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Refusal;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestRow;
import org.pointwork.txn.StandInPolicy.Verdict;

/** Whom the switch answers for. */
class StandInRulesTest {
    private static final byte[] LOST = {1};
    private static final ChipCondition ARQC = new ChipCondition("9F27", "C0", "80");

    @ParameterizedTest
    @CsvSource(textBlock = """
            mti,  code,   minor, currency, entry, chip,             verdict
            0200, 000000, 12300, 356,      051,   9F270180,         yes
            0100, 000000, 12300, 356,      051,   9F270180,         yes
            0200, 010000, 20000, 356,      071,   82021C009F2701BF, yes
            0200, 000000, 20001, 356,      051,   9F270180,         over 20000
            0200, 000000, 12300, 840,      051,   9F270180,         none in currency 840
            0200, 000000, 12300, 356,      021,   9F270180,         not with this entry mode
            0200, 000000, 12300, 356,      051,   9F270140,         chip data does not say so in tag 9F27
            0200, 000000, 12300, 356,      051,   82021C00,         chip data does not say so in tag 9F27
            0200, 000000, 12300, 356,      051,   9F2704,           chip data does not say so in tag 9F27
            0200, 000000, 12300, 356,      051,   '',               chip data does not say so in tag 9F27
            0200, 200000, 12300, 356,      051,   9F270180,         never
            0200, 310000, 12300, 356,      051,   9F270180,         never
            0220, 000000, 12300, 356,      051,   9F270180,         never
            """, useHeadersInDisplayName = true)
    void a_payment_is_judged(
            String mti, String code, long minor, String currency, String entry, String chip, String verdict) {
        CardMessage request = Requests.with(Requests.as(Requests.purchase(1, minor), mti), 3, code);
        request = Requests.with(Requests.with(request, 49, currency), 22, entry);
        assertEquals(verdict, judged(chip.isEmpty() ? request : Requests.with(request, 55, chip), new byte[] {2}));
    }

    @Test
    void a_payment_with_a_pin_is_not_approved_without_it() {
        CardMessage request = chip(Requests.purchase(1));
        CardMessage withPin = org.pointwork.iso8583.CardMessages.of(
                request.mti(),
                request.fields()
                        .edit()
                        .set(52, HexFormat.of().parseHex("0123456789ABCDEF"))
                        .done());
        assertEquals("its PIN cannot be verified here", judged(withPin, new byte[] {2}));
    }

    @Test
    void a_card_that_may_not_be_used_is_not_stood_for() {
        assertEquals("card is lost", judged(chip(Requests.purchase(1)), LOST));
    }

    @Test
    void nobody_answers_for_an_issuer_that_no_rule_names() {
        CardMessage request = chip(Requests.purchase(1));
        assertEquals(
                new Verdict.Never(),
                rules().judge(request, TestRow.rowOf(1, request).to("another", "")));
    }

    private static CardMessage chip(CardMessage request) {
        return Requests.with(Requests.with(request, 22, "051"), 55, "9F270180");
    }

    private static String judged(CardMessage request, byte[] card) {
        return switch (rules().judge(request, TestRow.of(1).panToken(card).row())) {
            case Verdict.Never _ -> "never";
            case Verdict.No(String why) -> why;
            case Verdict.Yes _ -> "yes";
        };
    }

    private static StandInRules rules() {
        StandInRule rule = new StandInRule(
                "issuer-demo",
                "small",
                "356",
                20_000,
                Optional.of(3L),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Set.of("05", "07")),
                Optional.of(List.of(ARQC)),
                Optional.empty(),
                Optional.empty());
        return new StandInRules(
                List.of(rule),
                card -> Arrays.equals(card, LOST) ? Optional.of(new Refusal("41", "card is lost")) : Optional.empty(),
                ZoneOffset.UTC);
    }
}
