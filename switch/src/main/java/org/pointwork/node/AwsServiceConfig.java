package org.pointwork.node;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Optional;
import org.pointwork.hsm.DividedHsm;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.aws.AwsConfig;
import org.pointwork.hsm.aws.AwsHsm;

/**
 * {@code hsm.aws} in {@code node.yml}: AWS Payment Cryptography. No class of its SDK is loaded where this is absent.
 *
 * @param region the default chain's where absent
 * @param endpoints where not the region's own
 * @param aliasPrefix what the service's names of our keys begin with
 * @param macs where MACs under keys of partners are made: each at the service is a round trip to the region
 * @param maxInFlight calls under way at once
 * @param attempts how often one call is tried
 * @param attemptTimeout how long one try may take
 * @param callTimeout how long all tries may take
 * @param keyRefresh how long what is known of a key is believed
 */
public record AwsServiceConfig(
        Optional<String> region,
        Optional<AwsConfig.Endpoints> endpoints,
        Optional<String> aliasPrefix,
        Macs macs,
        Optional<Integer> maxInFlight,
        Optional<Integer> attempts,
        Optional<Duration> attemptTimeout,
        Optional<Duration> callTimeout,
        Optional<Duration> keyRefresh) {

    /** Which module has the keys for MACs. */
    public enum Macs {
        @JsonProperty("token")
        TOKEN,
        @JsonProperty("service")
        SERVICE
    }

    /** @throws ConfigException naming the value that is out of its limits */
    public AwsConfig service() {
        AwsConfig usual = AwsConfig.usual();
        try {
            return new AwsConfig(
                    region,
                    endpoints,
                    aliasPrefix.orElse(usual.aliasPrefix()),
                    maxInFlight.orElse(usual.maxInFlight()),
                    attempts.orElse(usual.attempts()),
                    attemptTimeout.orElse(usual.attemptTimeout()),
                    callTimeout.orElse(usual.callTimeout()),
                    keyRefresh.orElse(usual.keyRefresh()));
        } catch (IllegalArgumentException e) {
            throw new ConfigException("node.yml: hsm.aws: " + e.getMessage());
        }
    }

    /** The service with a token beside it, which has pseudonyms and seals. */
    public Hsm beside(Hsm token) {
        Hsm payments = AwsHsm.open(service());
        return switch (macs) {
            case TOKEN -> new DividedHsm(payments, token, token);
            case SERVICE -> new DividedHsm(payments, token);
        };
    }

    /** @throws ConfigException where a partner changes keys: the service takes none under a TDES zone master key */
    public static void requireNoKeyExchange(Config.Partners partners) {
        partners.partners().stream()
                .filter(partner -> partner.keyExchange().isPresent())
                .findFirst()
                .ifPresent(partner -> {
                    throw new ConfigException(
                            "node.yml: hsm.aws: the service takes no keys under a TDES zone master key,"
                                    + " so the partner " + partner.name() + " cannot have a key-exchange");
                });
    }
}
