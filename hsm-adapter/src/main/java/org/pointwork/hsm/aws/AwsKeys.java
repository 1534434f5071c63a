package org.pointwork.hsm.aws;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.BlockKey;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.KeyRules;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.OffsetKey;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.aws.AwsKey.Mode;
import software.amazon.awssdk.services.paymentcryptography.PaymentCryptographyClient;
import software.amazon.awssdk.services.paymentcryptography.model.KeyUsage;

/**
 * Our keys' names to the service's, with what it says of them. An alias is asked for once and then believed for a time, by
 * all; after it one caller asks anew while the others go on with what they have.
 *
 * <p>At the service a key has one usage, finer than our purposes: a MAC key does one algorithm, a key for dynamic codes
 * CVC3 or dCVV. Where the key of the plain alias has another usage than is wanted, the alias with the usage's two letters
 * behind a slash is asked for, such as {@code alias/pointwork-zak_issuer/m6}.
 */
final class AwsKeys {
    /** How long a key that is not there, or is none for us, is not asked for again: it bounds what bad traffic costs. */
    private static final Duration NOT_AGAIN = Duration.ofSeconds(1);

    private final PaymentCryptographyClient control;
    private final Caller caller;
    private final String aliasPrefix;
    private final long refreshNanos;
    private final Map<Wanted, Known> known = new ConcurrentHashMap<>();

    AwsKeys(PaymentCryptographyClient control, Caller caller, AwsConfig config) {
        this.control = control;
        this.caller = caller;
        this.aliasPrefix = config.aliasPrefix();
        this.refreshNanos = config.keyRefresh().toNanos();
    }

    private record Wanted(KeyRef name, KeyUsage usage) {}

    /** A key, or why there is none. */
    private sealed interface Found {
        record There(AwsKey key) implements Found {}

        record Missing(HsmException why) implements Found {}
    }

    private record Known(Found found, long staleAtNanos, AtomicBoolean isAskedAnew) {}

    /**
     * The key of this name that has this usage and may do this.
     *
     * @throws HsmException KEY_MISSING; REFUSED with USAGE where its usage or its modes are others
     */
    AwsKey find(KeyRef name, KeyUsage usage, Mode mode) {
        return find(new Wanted(name, usage)).require(name, mode);
    }

    /** What the service holds under this name now, whatever its usage of those that fit the name's purpose. */
    AwsKey read(KeyRef name) {
        AwsKey key = get(name, alias(name));
        if (!usages(name).contains(key.usage())) {
            throw wrongUsage(name, key);
        }
        return key;
    }

    private AwsKey find(Wanted wanted) {
        Known before = known.get(wanted);
        if (before == null) {
            return taken(ask(wanted));
        }
        boolean isStale = System.nanoTime() - before.staleAtNanos >= 0;
        if (isStale && before.isAskedAnew.compareAndSet(false, true)) {
            try {
                return taken(ask(wanted));
            } finally {
                before.isAskedAnew.set(false);
            }
        }
        return taken(before.found);
    }

    private static AwsKey taken(Found found) {
        return switch (found) {
            case Found.There(AwsKey key) -> key;
            case Found.Missing(HsmException why) -> throw why;
        };
    }

    /** What the service says now; what was known before where it says nothing, for a while again. */
    private Found ask(Wanted wanted) {
        try {
            return keep(wanted, new Found.There(ofUsage(wanted)), refreshNanos);
        } catch (HsmException e) {
            long again = Math.min(NOT_AGAIN.toNanos(), refreshNanos);
            if (e.reason() != Reason.UNAVAILABLE && e.reason() != Reason.BUSY) {
                return keep(wanted, new Found.Missing(e), again);
            }
            Known before = known.get(wanted);
            if (before == null) {
                throw e;
            }
            return keep(wanted, before.found, again);
        }
    }

    private Found keep(Wanted wanted, Found found, long goodForNanos) {
        known.put(wanted, new Known(found, System.nanoTime() + goodForNanos, new AtomicBoolean()));
        return found;
    }

    private AwsKey ofUsage(Wanted wanted) {
        KeyRef name = wanted.name;
        try {
            AwsKey plain = get(name, alias(name));
            if (plain.usage() == wanted.usage) {
                return plain;
            }
            return ofLetters(wanted).orElseThrow(() -> unfit(wanted, plain));
        } catch (HsmException e) {
            if (e.reason() != Reason.KEY_MISSING) {
                throw e;
            }
            return ofLetters(wanted).orElseThrow(() -> e);
        }
    }

    private Optional<AwsKey> ofLetters(Wanted wanted) {
        try {
            AwsKey key = get(wanted.name, alias(wanted.name) + "/" + letters(wanted.usage));
            if (key.usage() != wanted.usage) {
                throw wrongUsage(wanted.name, key);
            }
            return Optional.of(key);
        } catch (HsmException e) {
            if (e.reason() != Reason.KEY_MISSING) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private AwsKey get(KeyRef name, String alias) {
        var answer = caller.ask(name.label(), () -> control.getKey(request -> request.keyIdentifier(alias)));
        AwsKey key = AwsKey.of(name, answer.key());
        KeyRules.require(name, key.algorithm());
        return key;
    }

    private String alias(KeyRef name) {
        return aliasPrefix + name.label().replace('.', '_');
    }

    /** {@code m6} of {@code TR31_M6_ISO_9797_5_CMAC_KEY}. */
    private static String letters(KeyUsage usage) {
        return usage.toString().split("_")[1].toLowerCase(Locale.ROOT);
    }

    private static HsmException unfit(Wanted wanted, AwsKey plain) {
        return suits(wanted.usage, plain.algorithm())
                ? wrongUsage(wanted.name, plain)
                : HsmException.refused(
                        Fault.ALGORITHM,
                        wanted.name.label(),
                        "a key of " + plain.algorithm() + " does not do what is wanted");
    }

    /** Whether a key of this algorithm could have this usage, as the port sees it. */
    private static boolean suits(KeyUsage usage, KeyAlgorithm algorithm) {
        return switch (usage) {
            case TR31_M3_ISO_9797_3_MAC_KEY -> MacAlgorithm.RETAIL.takes(algorithm);
            case TR31_M1_ISO_9797_1_MAC_KEY -> MacAlgorithm.CBC.takes(algorithm);
            case TR31_M6_ISO_9797_5_CMAC_KEY -> MacAlgorithm.CMAC.takes(algorithm);
            case TR31_M7_HMAC_KEY -> MacAlgorithm.HMAC_SHA256.takes(algorithm);
            default -> true;
        };
    }

    private static HsmException wrongUsage(KeyRef name, AwsKey key) {
        return HsmException.refused(
                Fault.USAGE,
                name.label(),
                "the service's key is for " + key.usage() + ", which is not what a " + name.purpose()
                        + " key is wanted for");
    }

    /** The usages that a key of this purpose may have; none where the service does nothing of the kind. */
    private static Set<KeyUsage> usages(KeyRef name) {
        return switch (name) {
            case PinKey _ -> Set.of(KeyUsage.TR31_P0_PIN_ENCRYPTION_KEY);
            case MacKey _ ->
                Set.of(
                        KeyUsage.TR31_M1_ISO_9797_1_MAC_KEY,
                        KeyUsage.TR31_M3_ISO_9797_3_MAC_KEY,
                        KeyUsage.TR31_M6_ISO_9797_5_CMAC_KEY,
                        KeyUsage.TR31_M7_HMAC_KEY);
            case BaseKey _ -> Set.of(KeyUsage.TR31_B0_BASE_DERIVATION_KEY);
            case CvvKey _ -> Set.of(KeyUsage.TR31_C0_CARD_VERIFICATION_KEY);
            case PvvKey _ -> Set.of(KeyUsage.TR31_V2_VISA_PIN_VERIFICATION_KEY);
            case OffsetKey _ -> Set.of(KeyUsage.TR31_V1_IBM3624_PIN_VERIFICATION_KEY);
            case IssuerKey key ->
                switch (key.role()) {
                    case CRYPTOGRAM -> Set.of(KeyUsage.TR31_E0_EMV_MKEY_APP_CRYPTOGRAMS);
                    case SCRIPT_DATA -> Set.of(KeyUsage.TR31_E1_EMV_MKEY_CONFIDENTIALITY);
                    case SCRIPT_MAC -> Set.of(KeyUsage.TR31_E2_EMV_MKEY_INTEGRITY);
                    case DYNAMIC_CODE ->
                        Set.of(KeyUsage.TR31_E4_EMV_MKEY_DYNAMIC_NUMBERS, KeyUsage.TR31_E6_EMV_MKEY_OTHER);
                };
            case ZoneKey _ -> Set.of(KeyUsage.TR31_K0_KEY_ENCRYPTION_KEY);
            case BlockKey _ -> Set.of(KeyUsage.TR31_K1_KEY_BLOCK_PROTECTION_KEY);
            case TokenKey _, SealKey _ -> Set.of();
        };
    }
}
