package org.pointwork.hsm.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.paymentcryptography.PaymentCryptographyClient;
import software.amazon.awssdk.services.paymentcryptographydata.PaymentCryptographyDataClient;

/** The SDK's two clients over one HTTP client: the control plane knows the keys, the data plane works with them. */
final class AwsClients implements AutoCloseable {
    /** The JDK keeps this many idle connections to a host; each further one would be made anew, TLS included. */
    private static final String KEPT_CONNECTIONS = "http.maxConnections";

    private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(250);

    private final SdkHttpClient http;
    private final PaymentCryptographyClient control;
    private final PaymentCryptographyDataClient data;

    AwsClients(AwsConfig config, AwsCredentialsProvider credentials) {
        if (System.getProperty(KEPT_CONNECTIONS) == null) {
            System.setProperty(KEPT_CONNECTIONS, Integer.toString(config.maxInFlight()));
        }
        http = UrlConnectionHttpClient.builder()
                .connectionTimeout(config.attemptTimeout())
                .socketTimeout(config.attemptTimeout())
                .build();
        var controlBuilder = PaymentCryptographyClient.builder().httpClient(http);
        var dataBuilder = PaymentCryptographyDataClient.builder().httpClient(http);
        configure(controlBuilder, config, credentials);
        configure(dataBuilder, config, credentials);
        config.endpoints().ifPresent(endpoints -> {
            controlBuilder.endpointOverride(endpoints.control());
            dataBuilder.endpointOverride(endpoints.data());
        });
        control = controlBuilder.build();
        data = dataBuilder.build();
    }

    private static void configure(AwsClientBuilder<?, ?> client, AwsConfig config, AwsCredentialsProvider credentials) {
        client.credentialsProvider(credentials);
        config.region().map(Region::of).ifPresent(client::region);
        client.overrideConfiguration(ClientOverrideConfiguration.builder()
                .apiCallAttemptTimeout(config.attemptTimeout())
                .apiCallTimeout(config.callTimeout())
                .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                        .maxAttempts(config.attempts())
                        .backoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                        .throttlingBackoffStrategy(BackoffStrategy.exponentialDelay(FIRST_PAUSE, LONGEST_PAUSE))
                        .build())
                .build());
    }

    PaymentCryptographyClient control() {
        return control;
    }

    PaymentCryptographyDataClient data() {
        return data;
    }

    @Override
    public void close() {
        try (http;
                data;
                control) {
            // each, whatever the others throw
        }
    }
}
