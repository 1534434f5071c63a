package org.pointwork.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.model.Pan;

class RouteTableTest {
    private static final long CARDS = 100_000_000_000L;

    @ParameterizedTest(name = "{0} goes to {1}")
    @CsvSource(nullValues = "-", textBlock = """
            4000001234567899,  six
            4000009999999999,  six
            4000012234567890,  one
            40000055555678901, eleven
            4000005555667890,  six
            5100000000000000,  range
            5105000000000000,  inner
            5109999999999999,  range
            5110000000000000,  -
            3999999999999999,  -
            9999999999999999,  -
            40000012,          six
            40000055,          six
            51050000,          inner
            """)
    void theNarrowestWins(String digits, String partner) {
        RouteTable table = new RouteTable(List.of(
                Route.ofPrefix("4", "one"),
                Route.ofPrefix("400000", "six"),
                Route.ofPrefix("40000055555", "eleven"),
                Route.ofRange("51000000000", "51099999999", "range"),
                Route.ofPrefix("5105", "inner")));
        assertEquals(Optional.ofNullable(partner), Payments.partner(table, new Pan(digits)));
    }

    @Property(tries = 2_000)
    void asTheLongestPrefixFoundByTryingAll(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, String> partnerByPrefix = new HashMap<>();
        int count = random.nextInt(200);
        for (int i = 0; i < count; i++) {
            partnerByPrefix.put(fewDigits(random, 1 + random.nextInt(11)), "partner-" + i % 9);
        }
        RouteTable table = new RouteTable(partnerByPrefix.entrySet().stream()
                .map(entry -> Route.ofPrefix(entry.getKey(), entry.getValue()))
                .toList());
        for (int i = 0; i < 200; i++) {
            Pan pan = new Pan(fewDigits(random, 8 + random.nextInt(12)));
            assertEquals(longestPrefix(partnerByPrefix, pan.digits()), Payments.partner(table, pan), pan::digits);
        }
    }

    /** Ranges made by halving at random, so that each lies within another or beside it. */
    @Property(tries = 1_000)
    void asTheNarrowestRangeFoundByTryingAll(@ForAll long seed) {
        Random random = new Random(seed);
        List<Route> routes = new ArrayList<>();
        divide(0, CARDS - 1, 0, random, routes);
        RouteTable table = new RouteTable(routes);
        List<Long> asked = random.longs(100, 0, CARDS).boxed().collect(Collectors.toCollection(ArrayList::new));
        routes.forEach(route -> asked.addAll(List.of(
                first(route), last(route), Math.max(0, first(route) - 1), Math.min(CARDS - 1, last(route) + 1))));
        for (long number : asked) {
            Optional<String> narrowest = routes.stream()
                    .filter(route -> first(route) <= number && number <= last(route))
                    .min((one, other) -> Long.compare(last(one) - first(one), last(other) - first(other)))
                    .flatMap(Route::partner);
            assertEquals(narrowest, Payments.partner(table, new Pan("%011d12345".formatted(number))));
        }
    }

    @Example
    void noRoutesAtAll() {
        assertEquals(Optional.empty(), Payments.partner(new RouteTable(List.of()), new Pan("4000001234567899")));
    }

    @Example
    void oneForAllCards() {
        RouteTable table = new RouteTable(List.of(Route.ofRange("00000000000", "99999999999", "all")));
        assertEquals(Optional.of("all"), Payments.partner(table, new Pan("00000000")));
        assertEquals(Optional.of("all"), Payments.partner(table, new Pan("9999999999999999")));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource(delimiter = '|', textBlock = """
            4000                    | 4000                    | prefix 4000 stands twice in routes.yml
            4000                    | 40000000000-40009999999 | prefix 4000 and from 40000000000 to 40009999999 in routes.yml are the same range
            40000000000-40005000000 | 40004000000-40009999999 | from 40000000000 to 40005000000 and from 40004000000 to 40009999999 in routes.yml overlap, and neither lies within the other
            400                     | 40099999999-40100000000 | prefix 400 and from 40099999999 to 40100000000 in routes.yml overlap, and neither lies within the other
            """)
    void whatCannotBeDecidedIsRefused(String one, String other, String why) {
        List<Route> routes = List.of(route(one), route(other));
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> new RouteTable(routes))
                        .getMessage());
    }

    @ParameterizedTest(name = "\"{0}\"")
    @CsvSource(delimiter = '|', textBlock = """
            ''                      | a prefix has 1 to 19 digits, not ""
            40000012345678901234    | a prefix has 1 to 19 digits, not "40000012345678901234"
            40000X                  | a prefix has 1 to 19 digits, not "40000X"
            4000-5000               | from has 11 to 19 digits, not "4000"
            40000000000-5000        | to has 11 to 19 digits, not "5000"
            50000000000-40000000000 | from 50000000000 is after to 40000000000
            """)
    void whatIsNoRangeIsRefused(String text, String why) {
        assertEquals(
                why,
                assertThrows(IllegalArgumentException.class, () -> route(text)).getMessage());
    }

    @Example
    void aPrefixAndARangeAreOneTooMany() {
        String why = "a route has a prefix, or from and to";
        Optional<String> eleven = Optional.of("40000000000");
        Optional<String> none = Optional.empty();
        for (Optional<String> prefix : List.of(eleven, none)) {
            assertEquals(
                    why,
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> new Route(prefix, eleven, none, eleven, none, none))
                            .getMessage());
        }
    }

    /** As {@link #asTheLongestPrefixFoundByTryingAll}, with prefixes that only long cards can have. */
    @Property(tries = 1_000)
    void longPrefixesAsFoundByTryingAll(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, String> partnerByPrefix = new HashMap<>();
        String head = fewDigits(random, 9);
        for (int i = 0; i < 60; i++) {
            partnerByPrefix.put(head + fewDigits(random, random.nextInt(11)), "partner-" + i % 9);
        }
        partnerByPrefix.put("9999999999999999999", "last");
        RouteTable table = new RouteTable(partnerByPrefix.entrySet().stream()
                .map(entry -> Route.ofPrefix(entry.getKey(), entry.getValue()))
                .toList());
        for (int i = 0; i < 200; i++) {
            Pan pan = new Pan(head.substring(0, 8) + fewDigits(random, random.nextInt(12)));
            assertEquals(longestPrefix(partnerByPrefix, pan.digits()), Payments.partner(table, pan), pan::digits);
        }
        assertEquals(Optional.of("last"), Payments.partner(table, new Pan("9999999999999999999")));
    }

    @ParameterizedTest(name = "{0} goes to {1}")
    @CsvSource(nullValues = "-", textBlock = """
            4000000000000000,    wide
            4000001234560000,    wide
            4000001234567000,    narrow
            4000001234567999,    narrow
            4000001234568000,    wide
            4000001234567000123, narrow
            4000001234567999999, narrow
            4000001234568000000, wide
            40000012345,         wide
            4000010000000000,    -
            """)
    void aRangeMayLookAtMoreThanElevenDigits(String digits, String partner) {
        RouteTable table = new RouteTable(List.of(
                Route.ofPrefix("400000", "wide"), Route.ofRange("4000001234567000", "4000001234567999", "narrow")));
        assertEquals(Optional.ofNullable(partner), Payments.partner(table, new Pan(digits)));
    }

    private static long first(Route route) {
        return Long.parseLong(route.first(11));
    }

    private static long last(Route route) {
        return Long.parseLong(route.last(11));
    }

    private static Route route(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? Route.ofPrefix(text, "partner")
                : Route.ofRange(text.substring(0, dash), text.substring(dash + 1), "partner");
    }

    private static Optional<String> longestPrefix(Map<String, String> partnerByPrefix, String digits) {
        for (int length = Math.min(19, digits.length()); length > 0; length--) {
            if (partnerByPrefix.containsKey(digits.substring(0, length))) {
                return Optional.of(partnerByPrefix.get(digits.substring(0, length)));
            }
        }
        return Optional.empty();
    }

    /** Of 3, 4, 0 and 9 alone, so that prefixes lie within one another and at the ends of what there is. */
    private static String fewDigits(Random random, int length) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < length; i++) {
            digits.append("3409".charAt(random.nextInt(4)));
        }
        return digits.toString();
    }

    private static void divide(long first, long last, int depth, Random random, List<Route> routes) {
        if (random.nextBoolean()) {
            routes.add(Route.ofRange("%011d".formatted(first), "%011d".formatted(last), "partner-" + routes.size()));
        }
        if (depth < 7 && last > first) {
            long middle = random.nextLong(first, last);
            divide(first, middle, depth + 1, random, routes);
            divide(middle + 1, last, depth + 1, random, routes);
        }
    }
}
