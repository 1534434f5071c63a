package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.host.HostConfig;
import org.pointwork.hsm.host.HostTls;

/** {@code hsm.boxes}: every key, the usual values, and what is said where one is wrong. */
class BoxesConfigTest {
    @TempDir
    private Path folder;

    @Test
    void everyKeyHasItsPlace() throws IOException {
        HostConfig host = read("""
                addresses: [10.1.1.10:1500, hsm.two:1501]
                catalogue: keys
                tls: {key-store: k.p12, trust-store: t.p12, password-file: p}
                connections: 3
                header-length: 12
                max-in-flight: 32
                answer-within: 250ms
                heartbeat: 2s
                """).host();
        assertEquals(
                new HostConfig(
                        List.of(new HostConfig.Address("10.1.1.10", 1500), new HostConfig.Address("hsm.two", 1501)),
                        Optional.of(new HostTls(Path.of("k.p12"), Path.of("t.p12"), Path.of("p"))),
                        3,
                        12,
                        32,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(2)),
                host);
    }

    @Test
    void whatIsNotSaidIsAsUsual() throws IOException {
        HostConfig host = read("addresses: [10.1.1.10:1500]\ncatalogue: keys\n").host();
        assertEquals(HostConfig.of(List.of(new HostConfig.Address("10.1.1.10", 1500))), host);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            addresses: []                                       | boxes: at least one
            addresses: [10.1.1.10]                              | addresses: "10.1.1.10" is not HOST:PORT
            addresses: [10.1.1.10:0]                            | a box is a host and a port of 1 to 65535
            {addresses: [a:1], header-length: 4}                | headerLength: 8 to 32
            {addresses: [a:1], connections: 0}                  | connections: 1 to 64
            {addresses: [a:1], max-in-flight: 10001}            | maxInFlight: 1 to 10000
            {addresses: [a:1], answer-within: 1ms}              | answerWithin: at least 10 ms""")
    void whatIsWrongIsNamed(String text, String why) throws IOException {
        String inBraces =
                text.startsWith("{") ? text.substring(1, text.length() - 1).replace(", ", "\n") : text;
        BoxesConfig boxes = read(inBraces + "\ncatalogue: keys\n");
        String said = assertThrows(ConfigException.class, boxes::host).getMessage();
        assertEquals("node.yml: hsm.boxes: " + why, said);
    }

    @Test
    void anUnknownKeyAndACatalogueThatIsNotThereStopTheStart() throws IOException {
        assertThrows(ConfigException.class, () -> read("addresses: [a:1]\ncatalogue: keys\nadresses: [b:1]\n"));
        BoxesConfig boxes = read("addresses: [a:1]\ncatalogue: " + folder.resolve("none") + "\n");
        String said = assertThrows(ConfigException.class, boxes::keys).getMessage();
        assertTrue(said.endsWith("cannot be read"), said);
    }

    private BoxesConfig read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("boxes.yml"), text);
        return new ConfigFile(Map.of()).read(file, BoxesConfig.class);
    }
}
