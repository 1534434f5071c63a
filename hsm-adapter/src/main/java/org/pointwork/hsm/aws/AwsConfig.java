package org.pointwork.hsm.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which service to use, and how hard. Credentials come from the SDK's default chain: environment, system properties,
 * profile, role of the container or the instance.
 *
 * @param region such as {@code eu-central-1}; empty for the SDK's default chain
 * @param endpoints where the service listens, empty for the region's own
 * @param aliasPrefix what the service's names of our keys begin with: {@code alias/pointwork-} makes the alias
 *     {@code alias/pointwork-zpk_acquirer-demo} of {@code zpk.acquirer-demo}, since aliases have no dots
 * @param maxInFlight calls under way at once, 1 to 1,000; past it callers wait for {@code attemptTimeout} at most, then BUSY
 * @param attempts how often one call is tried, 1 to 5, throttled and failed ones alike
 * @param attemptTimeout how long one try may take
 * @param callTimeout how long all tries together may take, waits between them included
 * @param keyRefresh how long what is known of a key is believed: an alias that is moved to another key counts after it
 */
public record AwsConfig(
        Optional<String> region,
        Optional<Endpoints> endpoints,
        String aliasPrefix,
        int maxInFlight,
        int attempts,
        Duration attemptTimeout,
        Duration callTimeout,
        Duration keyRefresh) {

    /**
     * Endpoints other than the region's, such as those of a VPC.
     *
     * @param control of the control plane, which knows the keys
     * @param data of the data plane, which works with them
     */
    public record Endpoints(URI control, URI data) {
        private static final Set<String> THIS_HOST = Set.of("127.0.0.1", "localhost", "[::1]");

        public Endpoints {
            require(isFit(control) && isFit(data), "endpoints: each is an https address, or http on this host");
        }

        private static boolean isFit(URI address) {
            String host = Optional.ofNullable(address.getHost()).orElse("");
            return "https".equals(address.getScheme()) && !host.isEmpty()
                    || "http".equals(address.getScheme()) && THIS_HOST.contains(host);
        }
    }

    private static final Pattern PREFIX = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,64}");
    private static final int MOST_IN_FLIGHT = 1_000;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration SHORTEST = Duration.ofMillis(10);

    public AwsConfig {
        require(PREFIX.matcher(aliasPrefix).matches(), "aliasPrefix: alias/ and 1 to 64 of a-z, A-Z, 0-9, /, _ and -");
        require(maxInFlight >= 1 && maxInFlight <= MOST_IN_FLIGHT, "maxInFlight: 1 to 1000");
        require(attempts >= 1 && attempts <= MOST_ATTEMPTS, "attempts: 1 to 5");
        require(attemptTimeout.compareTo(SHORTEST) >= 0, "attemptTimeout: at least 10 ms");
        require(callTimeout.compareTo(attemptTimeout) >= 0, "callTimeout: at least attemptTimeout");
        require(keyRefresh.compareTo(SHORTEST) >= 0, "keyRefresh: at least 10 ms");
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }

    /** The default chain's region, 64 calls in flight, 3 tries of 500 ms within 1,500 ms, keys believed for a minute. */
    public static AwsConfig usual() {
        return new AwsConfig(
                Optional.empty(),
                Optional.empty(),
                "alias/pointwork-",
                64,
                3,
                Duration.ofMillis(500),
                Duration.ofMillis(1_500),
                Duration.ofMinutes(1));
    }

    /** The same at other endpoints of a region. */
    public AwsConfig at(String otherRegion, Endpoints others) {
        return new AwsConfig(
                Optional.of(otherRegion),
                Optional.of(others),
                aliasPrefix,
                maxInFlight,
                attempts,
                attemptTimeout,
                callTimeout,
                keyRefresh);
    }
}
