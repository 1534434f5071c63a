package org.pointwork.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.Amount;
import org.pointwork.model.Currency;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.testing.Requests;

/** Which rule of a plan is for a payment, whom it chooses, and what it says of that. */
class PlanTest {
    private static final Pan CARD = new Pan("4000001234567899");
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
            .addModule(new Jdk8Module())
            .build();

    private static final String RULES = """
            name: cards
            rules:
              - {name: prepaid,   when: {products: [prepaid]},                       targets: [{partner: prepaid}]}
              - {name: cash,      when: {purposes: [CASH, DEPOSIT]},                 targets: [{partner: atm}]}
              - {name: large,     when: {currencies: ["356"], amount-from: 1000000}, targets: [{partner: large}]}
              - {name: band,      when: {currencies: ["356"], amount-from: 500, amount-to: 999}, targets: [{partner: band}]}
              - {name: dollars,   when: {currencies: ["840", "978"]},                targets: [{partner: abroad}]}
              - {name: fuel,      when: {merchants: ["FUEL*", "SHELL"]},             targets: [{partner: fuel}]}
              - {name: self,      when: {acquirers: [self], terminals: [SELF0001]},  targets: [{partner: self}]}
              - {name: night,     when: {time-from: "22:00", time-to: "06:00"},      targets: [{partner: night}]}
              - {name: lunch,     when: {time-from: "12:00", time-to: "13:30"},      targets: [{partner: lunch}]}
              - {name: weekend,   when: {days: [SATURDAY, SUNDAY]},                  targets: [{partner: weekend}]}
              - {name: else,      when: {currencies: ["356"]},                       targets: [{partner: else}]}
            """;

    /** 2026-07-22 is a Wednesday; local time is five and a half hours ahead of UTC. */
    @ParameterizedTest(name = "{0} {1} {2} {3} {4} {5} at {6}: {7}")
    @CsvSource(nullValues = "-", textBlock = """
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, else
            prepaid, PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, prepaid
            debit,   CASH,     100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, cash
            debit,   DEPOSIT,  100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, cash
            debit,   PURCHASE, 999999,  356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, else
            debit,   PURCHASE, 1000000, 356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, large
            debit,   PURCHASE, 1000000, 840, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, dollars
            debit,   PURCHASE, 499,     356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, else
            debit,   PURCHASE, 500,     356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, band
            debit,   PURCHASE, 999,     356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, band
            debit,   PURCHASE, 1000,    356, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, else
            debit,   PURCHASE, 100,     356, demo, TERM0001 FUEL0001,  2026-07-22T04:30:00Z, fuel
            debit,   PURCHASE, 100,     356, demo, TERM0001 SHELL,     2026-07-22T04:30:00Z, fuel
            debit,   PURCHASE, 100,     356, demo, TERM0001 SHELL1,    2026-07-22T04:30:00Z, else
            debit,   PURCHASE, 100,     356, self, SELF0001 MERCHANT1, 2026-07-22T04:30:00Z, self
            debit,   PURCHASE, 100,     356, demo, SELF0001 MERCHANT1, 2026-07-22T04:30:00Z, else
            debit,   PURCHASE, 100,     356, self, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, else
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T16:29:59Z, else
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T16:30:00Z, night
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T18:30:00Z, night
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T00:29:59Z, night
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T00:30:00Z, else
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T06:30:00Z, lunch
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-22T08:00:00Z, else
            debit,   PURCHASE, 100,     356, demo, TERM0001 MERCHANT1, 2026-07-25T04:30:00Z, weekend
            debit,   PURCHASE, 100,     392, demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, -
            debit,   PURCHASE, 0,       -,   demo, TERM0001 MERCHANT1, 2026-07-22T04:30:00Z, -
            """)
    void the_first_rule_that_is_for_a_payment_decides(
            String product,
            Purpose purpose,
            long minor,
            String currency,
            String acquirer,
            String places,
            Instant at,
            String rule)
            throws IOException {
        Payment payment = new Payment(
                purpose,
                Optional.ofNullable(currency).flatMap(Currency::of).map(known -> new Amount(minor, known)),
                acquirer,
                places.split(" +")[0],
                places.split(" +")[1],
                at);
        Optional<Routed> decision = table(RULES, product).decide(CARD, payment, _ -> true);
        assertEquals(
                Optional.ofNullable(rule).map(name -> "v7 prefix 400000, rule cards/" + name),
                decision.map(Routed::reason));
    }

    private static final String ORDER = """
            name: cards
            rules:
              - {name: order, targets: [{partner: a}, {partner: b}, {partner: c}]}
            """;
    private static final String FEES = """
            name: cards
            rules:
              - {name: fees, targets: [{partner: a, fee: 200}, {partner: b, fee-basis-points: 100}, {partner: c, fee: 50, fee-basis-points: 50}]}
            """;

    @ParameterizedTest(name = "{0} of {1}, away: {2}: {3}")
    @CsvSource(nullValues = "-", textBlock = """
            order, 0,     -,     a b c, ''
            order, 0,     a,     b c,   ', a cannot be reached'
            order, 0,     b,     a c,   ', b cannot be reached'
            order, 0,     a b,   c,     ', a cannot be reached, b cannot be reached'
            order, 0,     a b c, a,     ', a cannot be reached, b cannot be reached, c cannot be reached'
            fees,  5000,  -,     b c a, ''
            fees,  10000, -,     b c a, ''
            fees,  20000, -,     c a b, ''
            fees,  40000, -,     a c b, ''
            fees,  40000, a,     c b,   ', a cannot be reached'
            """)
    void targets_come_in_their_order_and_who_is_away_is_passed_over(
            String rule, long minor, String away, String order, String said) throws IOException {
        Set<String> down = away == null ? Set.of() : Set.of(away.split(" "));
        Payment payment = payment(minor);
        Routed decision = table(rule.equals("order") ? ORDER : FEES, "")
                .decide(CARD, payment, partner -> !down.contains(partner))
                .orElseThrow();
        assertEquals(List.of(order.split(" ")), decision.partners());
        assertEquals("v7 prefix 400000, rule cards/" + rule + said, decision.reason());
    }

    @Test
    void shares_are_what_they_say_and_a_card_keeps_its_own() throws IOException {
        RouteTable table = table("""
                name: cards
                rules:
                  - {name: shares, targets: [{partner: a, percent: 70}, {partner: b, percent: 30}, {partner: c, percent: 0}]}
                """, "");
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            Pan card = new Pan(Requests.pan("400000", i));
            Payment payment = payment(100);
            Routed decision = table.decide(card, payment, _ -> true).orElseThrow();
            assertEquals(decision, table.decide(card, payment, _ -> true).orElseThrow());
            counts.merge(decision.partner(), 1, Integer::sum);
        }
        assertEquals(Set.of("a", "b"), counts.keySet());
        assertEquals(70, counts.get("a") / 200.0, 1.5);
    }

    @Test
    void every_point_falls_to_a_share() {
        Set<Integer> points = new java.util.HashSet<>();
        IntStream.range(0, 5_000).forEach(i -> points.add(Shares.point("rule", new Pan(Requests.pan("400000", i)))));
        assertEquals(100, points.size());
        assertEquals(4950, points.stream().mapToInt(Integer::intValue).sum());
    }

    @Test
    void a_decision_can_be_followed_step_by_step() throws IOException {
        List<String> steps = new ArrayList<>();
        table(RULES, "debit").decide(CARD, payment(700), partner -> false, sentence -> steps.add(sentence.get()));
        assertEquals(
                List.of(
                        "prefix 400000 of 1 routes is the narrowest that holds the card",
                        "rule cards/prepaid is not: it is for product of [prepaid]",
                        "rule cards/cash is not: it is for purpose of [CASH, DEPOSIT]",
                        "rule cards/large is not: it is for amount of 1000000 or more",
                        "rule cards/band is for it",
                        "in the order listed: [band]",
                        "band is passed over: no link to it is ready",
                        "nobody can be reached: band it is, and what is done for one that is away"),
                steps);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            rules: []                                                                            | plan cards has no rules
            rules: [{name: a, targets: []}]                                                      | rule a has no targets
            rules: [{name: a, targets: [{partner: p}]}, {name: a, targets: [{partner: p}]}]      | plan cards has two rules of one name
            rules: [{name: a, targets: [{partner: p}, {partner: p}]}]                            | rule a has a partner twice
            rules: [{name: a, targets: [{partner: p, percent: 50}, {partner: q}]}]               | rule a: all targets have a percent, or all have a fee, or none has either
            rules: [{name: a, targets: [{partner: p, percent: 50}, {partner: q, fee: 1}]}]       | rule a: all targets have a percent, or all have a fee, or none has either
            rules: [{name: a, targets: [{partner: p, percent: 50}, {partner: q, percent: 49}]}]  | rule a: percents together are 100
            rules: [{name: a, targets: [{partner: p, percent: 150}, {partner: q, percent: -50}]}] | a percent is 0 to 100
            rules: [{name: a, targets: [{partner: p, fee: -1}]}]                                 | a fee is 0 to 1000000000, fee-basis-points are 0 to 10000
            rules: [{name: a, when: {amount-to: 5}, targets: [{partner: p}]}]                    | an amount needs currencies: their minor units differ
            rules: [{name: a, when: {currencies: ["356"], amount-from: 6, amount-to: 5}, targets: [{partner: p}]}] | amount-from is more than amount-to
            rules: [{name: a, when: {time-to: "22:00"}, targets: [{partner: p}]}]                | time-from and time-to go together
            rules: [{name: a, when: {time-from: "25:00", time-to: "22:00"}, targets: [{partner: p}]}] | "25:00" is no time of day: write 22:00
            """)
    void what_cannot_be_meant_is_refused(String rules, String why) {
        Exception refused = assertThrows(IOException.class, () -> plan("name: cards\n" + rules));
        assertEquals(why, refused.getCause().getMessage());
    }

    @Test
    void a_plan_that_there_is_not_is_named() {
        Route route = planned("");
        assertEquals(
                "prefix 400000 in routes.yml has plan \"cards\"; there are []",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new RouteTable("v7", List.of(route), List.of(), ZoneId.of("Asia/Kolkata")))
                        .getMessage());
    }

    private static Payment payment(long minor) {
        return new Payment(
                Purpose.PURCHASE,
                Currency.of("356").map(known -> new Amount(minor, known)),
                "demo",
                "TERM0001",
                "MERCHANT1",
                Instant.parse("2026-07-22T04:30:00Z"));
    }

    private static RouteTable table(String plan, String product) throws IOException {
        return new RouteTable("v7", List.of(planned(product)), List.of(plan(plan)), ZoneId.of("Asia/Kolkata"));
    }

    private static Route planned(String product) {
        return new Route(
                Optional.of("400000"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("cards"),
                Optional.of(product).filter(text -> !text.isEmpty()));
    }

    private static Plan plan(String yaml) throws IOException {
        return YAML.readValue(yaml, Plan.class);
    }
}
