package org.pointwork.sim.aws;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.aws.AwsConfig;
import org.pointwork.hsm.aws.AwsConfig.Endpoints;
import org.pointwork.hsm.aws.AwsHsm;
import org.pointwork.hsm.conformance.Subject;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A simulated account with the adapter at it. */
final class Account implements Subject, AutoCloseable {
    static final String REGION = "eu-central-1";
    static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "not-a-secret"));

    private final AwsSim sim = AwsSim.start(REGION, 0);
    private final Duration keyRefresh;
    private final Map<KeyRef, KeyAlgorithm> loaded = new HashMap<>();
    private Optional<AwsHsm> hsm = Optional.empty();

    Account() {
        this(Duration.ofMinutes(1));
    }

    Account(Duration keyRefresh) {
        this.keyRefresh = keyRefresh;
    }

    AwsSim sim() {
        return sim;
    }

    Endpoints endpoints() {
        return new Endpoints(sim.endpoint(), sim.endpoint());
    }

    /** Impatient, for tests of failure; a call that is answered takes some milliseconds. */
    private AwsConfig config() {
        return new AwsConfig(
                Optional.of(REGION),
                Optional.of(endpoints()),
                "alias/pointwork-",
                4,
                3,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                keyRefresh);
    }

    @Override
    public AwsHsm hsm() {
        if (hsm.isEmpty()) {
            hsm = Optional.of(AwsHsm.open(config(), CREDENTIALS));
        }
        return hsm.get();
    }

    /** A key that is replaced is believed for a time: whoever replaces keys of the suite looks with new eyes. */
    @Override
    public void load(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
        String alias = "alias/pointwork-" + key.label().replace('.', '_');
        KeyAlgorithm before = loaded.put(key, algorithm);
        if (before != null) {
            usages(key, before).forEach(usage -> sim.forget(alias + "/" + letters(usage)));
            hsm.ifPresent(AwsHsm::close);
            hsm = Optional.empty();
        }
        for (String usage : usages(key, algorithm)) {
            sim.add(alias + "/" + letters(usage), new AwsKeySpec(usage, modes(usage), algorithm), clear);
        }
        String usage = usages(key, algorithm).getFirst();
        sim.add(alias, new AwsKeySpec(usage, modes(usage), algorithm), clear);
    }

    private static String letters(String usage) {
        return usage.substring(5, 7).toLowerCase(Locale.ROOT);
    }

    private static List<String> usages(KeyRef key, KeyAlgorithm algorithm) {
        return switch (key) {
            case PinKey _ -> List.of("TR31_P0_PIN_ENCRYPTION_KEY");
            case MacKey _
            when algorithm.isTdes() ->
                List.of("TR31_M3_ISO_9797_3_MAC_KEY", "TR31_M1_ISO_9797_1_MAC_KEY", "TR31_M6_ISO_9797_5_CMAC_KEY");
            case MacKey _ -> List.of(algorithm.isAes() ? "TR31_M6_ISO_9797_5_CMAC_KEY" : "TR31_M7_HMAC_KEY");
            case BaseKey _ -> List.of("TR31_B0_BASE_DERIVATION_KEY");
            case CvvKey _ -> List.of("TR31_C0_CARD_VERIFICATION_KEY");
            case PvvKey _ -> List.of("TR31_V2_VISA_PIN_VERIFICATION_KEY");
            case OffsetKey _ -> List.of("TR31_V1_IBM3624_PIN_VERIFICATION_KEY");
            case IssuerKey issuer ->
                switch (issuer.role()) {
                    case CRYPTOGRAM -> List.of("TR31_E0_EMV_MKEY_APP_CRYPTOGRAMS");
                    case SCRIPT_DATA -> List.of("TR31_E1_EMV_MKEY_CONFIDENTIALITY", "TR31_E2_EMV_MKEY_INTEGRITY");
                    case SCRIPT_MAC -> List.of("TR31_E2_EMV_MKEY_INTEGRITY");
                    case DYNAMIC_CODE -> List.of("TR31_E4_EMV_MKEY_DYNAMIC_NUMBERS", "TR31_E6_EMV_MKEY_OTHER");
                };
            case TokenKey _, SealKey _, ZoneKey _, BlockKey _ ->
                throw new IllegalArgumentException("the service does nothing with a " + key.purpose() + " key");
        };
    }

    private static Set<String> modes(String usage) {
        return switch (usage.charAt(5)) {
            case 'P' -> Set.of("Encrypt", "Decrypt", "Wrap", "Unwrap");
            case 'B', 'E' -> Set.of("DeriveKey");
            default -> Set.of("Generate", "Verify");
        };
    }

    @Override
    public void close() {
        hsm.ifPresent(AwsHsm::close);
        sim.close();
    }
}
