package org.pointwork.txn;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.Amount;
import org.pointwork.model.Leg;
import org.pointwork.model.Trace;

/**
 * Makes 0420 reversal advices from what the journal keeps (ISO 8583:1987, 4.3.90): the same from a time-out, a crash or
 * a terminal's wish. The RRN stays the original's.
 */
public final class Reversals {
    private static final String REVERSAL_ADVICE = "0420";
    private static final int REPLACEMENT_AMOUNTS = 95;
    private static final String NO_SETTLEMENT_AND_FEES = "000000000000C00000000C00000000";
    private static final DateTimeFormatter DE_7 =
            DateTimeFormatter.ofPattern("MMddHHmmss").withZone(ZoneOffset.UTC);

    /** The settlement date: what follows from a request is of the day that the request was of. */
    static final DateTimeFormatter DE_15 = DateTimeFormatter.ofPattern("MMdd");

    private final AtomicInteger stan;

    /** @param startMs any number that differs from start to start, so that STANs do not begin at 1 each time */
    public Reversals(long startMs) {
        this.stan = new AtomicInteger((int) (startMs / 100 % 999_999));
    }

    /**
     * @param approvedMinor what was approved, where that is known and less than what was asked for
     * @param authorizationCode DE 38 of the approval, empty where there was none
     */
    public Leg leg(
            RequestRow original,
            Optional<Long> approvedMinor,
            String authorizationCode,
            Optional<byte[]> sealedPan,
            Instant now) {
        Map<Integer, String> elements = new TreeMap<>();
        Trace trace = original.trace();
        put(elements, 3, original.processingCode());
        put(
                elements,
                4,
                amount(original, approvedMinor).map(Amount::twelveDigits).orElse(""));
        put(elements, 7, DE_7.format(now));
        put(elements, 11, "%06d".formatted(1 + Math.floorMod(stan.getAndIncrement(), 999_999)));
        put(elements, 12, trace.localTime());
        put(elements, 13, trace.localDate());
        put(elements, 15, DE_15.format(original.businessDate()));
        put(elements, 32, trace.acquirerId());
        put(elements, 37, trace.rrn());
        put(elements, 38, authorizationCode);
        put(elements, 41, trace.terminalId());
        put(elements, 42, original.merchantId());
        put(elements, 49, original.amount().map(a -> a.currency().numeric()).orElse(""));
        put(elements, 90, originalElements(original));
        return new Leg(
                original.txnId(),
                original.day(),
                Leg.Kind.REVERSAL,
                original.destination(),
                REVERSAL_ADVICE,
                elements,
                sealedPan,
                0,
                now,
                now);
    }

    /** The same for a part: what really passed stands in DE 95 (ISO 8583:1987, 4.3.95). */
    public static Leg keeping(Leg whole, long keptMinor) {
        Map<Integer, String> elements = new TreeMap<>(whole.elements());
        elements.put(REPLACEMENT_AMOUNTS, "%012d".formatted(keptMinor) + NO_SETTLEMENT_AND_FEES);
        return new Leg(
                whole.txnId(),
                whole.day(),
                whole.kind(),
                whole.destination(),
                whole.mti(),
                elements,
                whole.sealedPan(),
                whole.attempts(),
                whole.nextAt(),
                whole.createdAt());
    }

    private static Optional<Amount> amount(RequestRow original, Optional<Long> approvedMinor) {
        return original.amount()
                .map(asked -> approvedMinor.map(asked::withMinor).orElse(asked));
    }

    /** DE 90: MTI, STAN, transmission time, acquiring and forwarding institution, each zero-filled. */
    private static String originalElements(RequestRow original) {
        Trace trace = original.trace();
        return original.mti()
                + zeroFilled(trace.stan(), 6)
                + zeroFilled(trace.transmittedAt(), 10)
                + zeroFilled(trace.acquirerId(), 11)
                + zeroFilled("", 11);
    }

    private static String zeroFilled(String digits, int length) {
        return "0".repeat(length - digits.length()) + digits;
    }

    private static void put(Map<Integer, String> elements, int de, String value) {
        if (!value.isEmpty()) {
            elements.put(de, value);
        }
    }
}
