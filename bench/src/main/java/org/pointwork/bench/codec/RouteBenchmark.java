package org.pointwork.bench.codec;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.route.Payment;
import org.pointwork.route.Route;
import org.pointwork.route.RouteTable;
import org.pointwork.route.Routed;

/**
 * A card's partner among 100,000 ranges, asked for cards in no order, so that a processor cannot learn the way to the
 * answer; and few enough that their numbers are at hand, as those of a message just read are.
 */
@State(Scope.Thread)
public class RouteBenchmark {
    private static final int ROUTES = 100_000;
    private static final int CARDS = 1 << 12;

    private final RouteTable table = new RouteTable(routes());
    private final Payment payment =
            new Payment(Purpose.PURCHASE, Optional.empty(), "acquirer", "TERM0001", "MERCHANT0000001", Instant.EPOCH);
    private final Pan[] cards = cards();
    private int next;

    @Benchmark
    public Optional<Routed> route() {
        next = next + 1 & CARDS - 1;
        return table.decide(cards[next], payment, _ -> true);
    }

    /** One prefix of 4 digits for ten of 6 and ninety of 9: as lists of issuers are, nested two deep. */
    private static List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; routes.size() < ROUTES; i++) {
            String four = "%04d".formatted(4000 + i);
            routes.add(Route.ofPrefix(four, "partner-" + i % 20));
            for (int j = 0; j < 10; j++) {
                routes.add(Route.ofPrefix(four + "%02d".formatted(j * 9), "partner-" + j));
                for (int k = 0; k < 9; k++) {
                    routes.add(Route.ofPrefix(four + "%02d%03d".formatted(j * 9 + 1, k * 101), "partner-" + k));
                }
            }
        }
        return routes.subList(0, ROUTES);
    }

    private static Pan[] cards() {
        Random random = new Random(8583);
        Pan[] cards = new Pan[CARDS];
        for (int i = 0; i < CARDS; i++) {
            cards[i] = new Pan(Long.toString(random.nextLong(4_000_000_000_000_000L, 5_000_000_000_000_000L)));
        }
        return cards;
    }
}
