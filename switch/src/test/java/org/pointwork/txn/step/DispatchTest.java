package org.pointwork.txn.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.journal.Journal;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Use.Total;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Outcome;
import org.pointwork.model.Outcome.Silence;
import org.pointwork.route.Routed;
import org.pointwork.routes.Dispatcher;
import org.pointwork.routes.NotSentException;
import org.pointwork.testing.Requests;
import org.pointwork.testing.TestDatabase;
import org.pointwork.txn.Arrivals;
import org.pointwork.txn.BusinessDays;
import org.pointwork.txn.JournalRows;
import org.pointwork.txn.Services;
import org.pointwork.txn.TestServices;
import org.pointwork.txn.Txn;
import org.pointwork.txn.Velocity;
import org.pointwork.txn.VelocityRule;

/** Which of a route's partners get a request, and what the journal says of it before they do. */
class DispatchTest {
    private static final VelocityRule PER_ISSUER = new VelocityRule(
            "issuer",
            VelocityRule.Per.ISSUER,
            VelocityRule.Within.DAY,
            Optional.empty(),
            Optional.of(1_000_000L),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    private static final Velocity VELOCITY = new Velocity(List.of(PER_ISSUER), ZoneOffset.UTC);

    private static final Map<String, Supplier<Outcome>> PARTNERS = new ConcurrentHashMap<>();
    private static final List<String> SENT = new ArrayList<>();
    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static String database;
    private static Journal journal;
    private static int number;

    @BeforeAll
    static void open() throws Exception {
        database = TestDatabase.createJournal();
        journal = TestDatabase.openJournal(database);
        CAMEL.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                for (String partner : List.of("a", "b", "c")) {
                    from("direct:" + partner).process(exchange -> {
                        SENT.add(partner + " while the journal says " + destination());
                        Outcome outcome = PARTNERS.get(partner).get();
                        if (outcome instanceof Outcome.NotSent notSent) {
                            throw new NotSentException(notSent);
                        }
                        exchange.getMessage().setBody(outcome);
                    });
                }
            }
        });
        CAMEL.start();
    }

    @AfterAll
    static void close() {
        CAMEL.stop();
        journal.close();
    }

    @BeforeEach
    void forget() {
        SENT.clear();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            MTI,  a,        b,        c,        sent,  destination, ends
            0200, answered, answered, answered, a,     a,           Answered
            0200, not sent, answered, answered, a b,   b,           Answered
            0200, not sent, not sent, answered, a b c, c,           Answered
            0200, not sent, not sent, not sent, a b c, c,           NotSent
            0200, silent,   answered, answered, a,     a,           NoAnswer
            0200, not sent, silent,   answered, a b,   b,           NoAnswer
            0200, broken,   answered, answered, a,     a,           NoAnswer
            0220, not sent, answered, answered, a,     a,           NotSent
            """, useHeadersInDisplayName = true)
    void what_never_left_goes_to_the_next_once_the_journal_says_so(
            String mti, String a, String b, String c, String sent, String destination, String ends) {
        PARTNERS.put("a", () -> outcome("a", a));
        PARTNERS.put("b", () -> outcome("b", b));
        PARTNERS.put("c", () -> outcome("c", c));
        Txn txn = dispatched(mti);
        assertEquals(
                List.of(sent.split(" ")).stream()
                        .map(partner -> partner + " while the journal says " + partner)
                        .toList(),
                SENT);
        assertEquals(ends, txn.outcome().orElseThrow().getClass().getSimpleName());
        assertEquals(destination, destination());
        assertEquals(destination, txn.row().orElseThrow().destination());
        assertEquals(Optional.of(destination), txn.partner());
    }

    @Test
    void the_history_says_who_was_tried_and_the_last_issuer_counts_it() {
        PARTNERS.put("a", () -> outcome("a", "not sent"));
        PARTNERS.put("b", () -> outcome("b", "answered"));
        Txn txn = dispatched("0200");
        assertEquals(
                "v7 prefix 400000, rule cards/all; not sent to a: the line is down",
                TestDatabase.rows(database, "select route from request order by txn_id desc limit 1")
                        .getFirst()
                        .getFirst());
        RequestRow row = txn.row().orElseThrow();
        long count = journal.totals(Velocity.uses(VELOCITY.of(row))).getFirst().count();
        long before = count - 1;
        dispatched("0200");
        assertEquals(
                List.of(new Total(before + 2, 12_300 * (before + 2))), journal.totals(Velocity.uses(VELOCITY.of(row))));
    }

    private static Txn dispatched(String mti) {
        CardMessage request = Requests.now(Requests.as(Requests.purchase(++number), mti));
        Txn txn = Arrivals.txn(request, Optional.empty(), Instant.now(), number);
        txn.route(new Routed(List.of("a", "b", "c"), "v7", "prefix 400000, rule cards/all"));
        RequestRow row = JournalRows.request(txn, 1, BusinessDays.midnight(ZoneOffset.UTC));
        txn.counted(VELOCITY.of(row));
        journal.claim(new org.pointwork.journal.Claim(
                row,
                JournalRows.key(row, request),
                request.pan().orElseThrow(),
                Optional.empty(),
                Velocity.uses(txn.counted()),
                Optional.empty()));
        txn.claimed(row);
        new Dispatch().with(services()).prepare(number, txn);
        return txn;
    }

    private static Outcome outcome(String link, String what) {
        return switch (what) {
            case "answered" -> new Outcome.Answered(link, Requests.purchase(1).answer("00"));
            case "not sent" -> new Outcome.NotSent(link, "the line is down");
            case "silent" -> new Outcome.NoAnswer(link, Instant.EPOCH, Silence.TIMED_OUT);
            default -> throw new IllegalStateException("a bug");
        };
    }

    private static String destination() {
        return TestDatabase.rows(database, "select destination from request order by txn_id desc limit 1")
                .getFirst()
                .getFirst();
    }

    private static Services services() {
        return new TestServices()
                .clock(Clock.systemUTC())
                .journal(journal)
                .partners("a", "b", "c")
                .dispatcher(new Dispatcher(CAMEL))
                .velocity(VELOCITY)
                .made();
    }
}
