package org.pointwork.bench.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pointwork.bench.services.Door;

class PortsTest {
    private static final int QUIET = -3_000; // where no test here listens

    @Test
    void anOffsetMovesAllButThoseNamed() {
        Ports ports = new Ports(1_000, Map.of("ascii", 7_000));

        assertEquals(7_000, ports.of(Door.ASCII));
        assertEquals(9_584, ports.of(Door.BCD));
        assertEquals(10_584, ports.of(Door.ISSUER_BACKUP));
    }

    @Test
    void aTakenPortIsNamedWithTheWayOut() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ports ports = new Ports(QUIET, Map.of("console", 12_222, "bcd", other.getLocalPort()));

            assertEquals(
                    Optional.of(
                            "Port " + other.getLocalPort() + " (ISO 8583:1987 BCD with TPDU, MAC required) is in use by"
                                    + " another program. Stop that, or move this one: --port bcd=N, or all with --port-offset N."),
                    ports.conflict());
        }
    }

    @Test
    void freePortsAreNoConflict() {
        assertEquals(Optional.empty(), new Ports(QUIET, Map.of("console", 12_222)).conflict());
    }

    @Test
    void twoDoorsCannotShareAPort() {
        assertEquals(
                Optional.of("ascii and bcd cannot both have port 5584."),
                new Ports(QUIET, Map.of("ascii", 5_584, "console", 12_222)).conflict());
    }

    @Test
    void refusesWhatNoPortCanBe() {
        assertThrows(IllegalArgumentException.class, () -> new Ports(0, Map.of("asci", 1)));
        assertThrows(IllegalArgumentException.class, () -> new Ports(10_000, Map.of()));
        assertThrows(IllegalArgumentException.class, () -> new Ports(0, Map.of("tls", 0)));
    }
}
