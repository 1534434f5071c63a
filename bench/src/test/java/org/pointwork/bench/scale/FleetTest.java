package org.pointwork.bench.scale;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.bench.site.NodeCfg;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.node.Config;
import org.pointwork.route.Payment;
import org.pointwork.route.Route;
import org.pointwork.route.RouteTable;
import org.pointwork.route.Routed;

/** Read back as the node reads it. */
class FleetTest {
    private static final Path CFG = Path.of(System.getProperty("project.root"), "cfg");

    private static final Payment ANY =
            new Payment(Purpose.PURCHASE, Optional.empty(), "demo", "TERM0001", "MERCHANT0000001", Instant.EPOCH);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(textBlock = """
            partners, used, routes
            2,        2,    10
            10,       10,   10
            200,      200,  1000
            1000,     1000, 1000
            1000,     10,   1000
            """, useHeadersInDisplayName = true)
    void every_partner_has_a_line_and_every_card_a_partner(int partners, int used, int routes) throws Exception {
        new Fleet(partners, used).write(NodeCfg.copy(CFG, folder).folder(), List.of(7001, 7002));
        Config config = Config.load(folder, Map.of());
        assertDoesNotThrow(config::checkNames);
        assertEquals(partners, config.partners().partners().size());
        assertEquals(routes, config.routes().routes().size());
        assertEquals(
                partners,
                config.routes().routes().stream().map(Route::partner).distinct().count());
        assertEquals(
                7002, config.partners().partners().get(1).links().getFirst().port());
        RouteTable table = new RouteTable(config.routes().routes());
        long reached = IntStream.range(0, 1_000)
                .mapToObj(group -> table.decide(new Pan("400000%03d000000".formatted(group)), ANY, _ -> true)
                        .map(Routed::partner))
                .map(partner -> partner.orElseThrow())
                .distinct()
                .count();
        assertEquals(used, reached);
    }
}
