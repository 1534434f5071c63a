package org.pointwork.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.aws.AwsConfig;

/** {@code hsm.aws}: every key, the usual values, and what is said where one is wrong. */
class AwsServiceConfigTest {
    @TempDir
    private Path folder;

    @Test
    void everyKeyHasItsPlace() throws IOException {
        AwsServiceConfig config = read("""
                region: eu-central-1
                endpoints: {control: "https://control.vpc", data: "http://127.0.0.1:8443"}
                alias-prefix: alias/bank/
                macs: service
                max-in-flight: 8
                attempts: 2
                attempt-timeout: 250ms
                call-timeout: 1s
                key-refresh: 10s
                """);
        assertEquals(
                new AwsConfig(
                        Optional.of("eu-central-1"),
                        Optional.of(new AwsConfig.Endpoints(
                                URI.create("https://control.vpc"), URI.create("http://127.0.0.1:8443"))),
                        "alias/bank/",
                        8,
                        2,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(10)),
                config.service());
        assertEquals(AwsServiceConfig.Macs.SERVICE, config.macs());
    }

    @Test
    void whatIsNotSaidIsAsUsual() throws IOException {
        assertEquals(AwsConfig.usual(), read("macs: token\n").service());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            alias-prefix: pointwork-            | aliasPrefix: alias/ and 1 to 64 of a-z, A-Z, 0-9, /, _ and -
            max-in-flight: 0                    | maxInFlight: 1 to 1000
            attempts: 6                         | attempts: 1 to 5
            attempt-timeout: 1ms                | attemptTimeout: at least 10 ms
            call-timeout: 100ms                 | callTimeout: at least attemptTimeout
            key-refresh: 1ms                    | keyRefresh: at least 10 ms""")
    void whatIsWrongIsNamed(String text, String why) throws IOException {
        AwsServiceConfig config = read("macs: token\n" + text + "\n");
        assertEquals(
                "node.yml: hsm.aws: " + why,
                assertThrows(ConfigException.class, config::service).getMessage());
    }

    @Test
    void cardDataGoesOverTlsAlone() {
        var text = "macs: token\nendpoints: {control: \"https://a\", data: \"http://b\"}\n";
        String said = assertThrows(ConfigException.class, () -> read(text)).getMessage();
        assertTrue(said.contains("endpoints: each is an https address, or http on this host"), said);
    }

    @Test
    void whereMacsAreMadeHasToBeSaid() {
        assertThrows(ConfigException.class, () -> read("region: eu-central-1\n"));
        assertThrows(ConfigException.class, () -> read("macs: elsewhere\n"));
        assertThrows(ConfigException.class, () -> read("macs: token\nreigon: eu-central-1\n"));
    }

    private AwsServiceConfig read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("aws.yml"), text);
        return new ConfigFile(Map.of()).read(file, AwsServiceConfig.class);
    }
}
