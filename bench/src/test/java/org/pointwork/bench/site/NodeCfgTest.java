package org.pointwork.bench.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pointwork.node.Config;

class NodeCfgTest {
    private static final Path CFG = Path.of(System.getProperty("project.root"), "cfg");
    private static final Map<String, String> ENVIRONMENT = new HashMap<>();

    @TempDir
    private Path folder;

    @Test
    void theNodesOwnConfigurationIsChangedWhereTheYardstickNeedsItAndNowhereElse() throws Exception {
        NodeCfg copy = NodeCfg.copy(CFG, folder).database("jdbc:postgresql://127.0.0.1:1/bench_pointwork");
        copy.issuerWithoutMac();
        Config own = Config.load(CFG, ENVIRONMENT);
        Config changed = Config.load(copy.folder(), ENVIRONMENT);
        assertEquals(
                "jdbc:postgresql://127.0.0.1:1/bench_pointwork",
                changed.node().journal().url());
        assertEquals("", changed.node().replica().url());
        assertEquals("", changed.node().broker().url());
        assertEquals("", changed.partners().partners().getFirst().macKey());
        assertEquals(own.listeners(), changed.listeners());
        assertEquals(own.routes(), changed.routes());
        assertEquals(own.limits(), changed.limits());
        assertEquals(own.node().hsm(), changed.node().hsm());
    }

    @Test
    void aConfigurationThatMovedOnIsNotMeasuredByMistake() throws Exception {
        NodeCfg copy = NodeCfg.copy(CFG, folder).issuerWithoutMac();
        assertThrows(IllegalStateException.class, copy::issuerWithoutMac);
    }
}
