package org.pointwork.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.pointwork.hsm.host.BoxKeys;
import org.pointwork.hsm.host.HostConfig;
import org.pointwork.hsm.host.HostTls;

/**
 * {@code hsm.boxes} in {@code node.yml}: payment HSMs that speak host commands.
 *
 * @param addresses {@code HOST:PORT}, one or more with the same local master key
 * @param catalogue file with the keys, under that master key
 * @param tls mutual TLS to the boxes
 * @param connections lines to each box
 * @param headerLength characters of the message header, as the boxes are configured
 * @param maxInFlight commands on one line that wait for answers
 * @param answerWithin how long one box may take before another is asked
 * @param heartbeat how often a line is proved to be alive
 */
public record BoxesConfig(
        List<String> addresses,
        Path catalogue,
        Optional<Tls> tls,
        Optional<Integer> connections,
        Optional<Integer> headerLength,
        Optional<Integer> maxInFlight,
        Optional<Duration> answerWithin,
        Optional<Duration> heartbeat) {

    /** Files for mutual TLS: two PKCS#12 stores, and the password of both. */
    public record Tls(Path keyStore, Path trustStore, Path passwordFile) {}

    /** @throws ConfigException naming the value that is out of its limits */
    public HostConfig host() {
        return said(() -> {
            HostConfig usual =
                    HostConfig.of(addresses.stream().map(BoxesConfig::address).toList());
            return new HostConfig(
                    usual.boxes(),
                    tls.map(files -> new HostTls(files.keyStore(), files.trustStore(), files.passwordFile())),
                    connections.orElse(usual.connections()),
                    headerLength.orElse(usual.headerLength()),
                    maxInFlight.orElse(usual.maxInFlight()),
                    answerWithin.orElse(usual.answerWithin()),
                    heartbeat.orElse(usual.heartbeat()));
        });
    }

    /** @throws ConfigException naming file and line where the catalogue cannot be used */
    public BoxKeys keys() {
        return said(() -> BoxKeys.of(catalogue));
    }

    private static HostConfig.Address address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("addresses: \"" + text + "\" is not HOST:PORT");
        }
        return new HostConfig.Address(text.substring(0, colon), Integer.parseInt(port));
    }

    private static <T> T said(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigException("node.yml: hsm.boxes: " + e.getMessage());
        }
    }
}
