package org.pointwork.bench.yardstick;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.pointwork.journal.Claim;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Settlement;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.Amount;
import org.pointwork.model.Currency;
import org.pointwork.model.Trace;
import org.pointwork.model.TxnState;

/** The journal's part of an approved purchase: the same values whoever writes them. */
public final class JournalDrill {
    static final String PAYLOAD = """
            {"txnId":"123456789012345678","state":"APPROVED","at":"2026-01-01T00:00:00.000000Z","responseCode":"00",\
            "kind":"purchase","maskedPan":"400000******0002","amount":"12345","currency":"356","rrn":"000000000001",\
            "stan":"000001","terminalId":"B0000001","acquirer":"demo","destination":"issuer-demo"}""";
    static final String ANSWER = "{\"4\":\"000000012345\",\"38\":\"BENCH1\",\"39\":\"00\"}";
    static final byte[] PAN_TOKEN = new byte[32];
    static final byte[] SEALED_PAN = new byte[44];

    private JournalDrill() {}

    public static Claim claim(long id) {
        return claim(id, key(id));
    }

    /** @param key equal keys are the same request */
    public static Claim claim(long id, UUID key) {
        Instant now = Instant.now();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        RequestRow row = new RequestRow(
                today,
                id,
                now,
                1,
                "demo",
                "pos-ascii",
                "0200",
                "purchase",
                "000000",
                Optional.of(new Amount(12_345, new Currency("356", 2))),
                PAN_TOKEN,
                "400000",
                "0002",
                new Trace("0101000000", digits(id, 6), "000000", "0101", "123456", digits(id, 12), "B0000001"),
                "POINTWORK BENCH",
                "issuer-demo",
                1,
                today);
        return new Claim(row, key, new UUID(0, 1), Optional.of(SEALED_PAN), Optional.empty());
    }

    public static Settlement settlement(Claim claim) {
        EventRow event = new EventRow(
                TxnState.APPROVED,
                Instant.now(),
                "00",
                Optional.of(12_345L),
                "issuer-demo/primary",
                "issuer answered 00",
                new StoredAnswer(Map.of(4, "000000012345", 38, "BENCH1", 39, "00")));
        return new Settlement(
                claim.request().txnId(),
                claim.request().day(),
                List.of(event),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                PAYLOAD);
    }

    /** Spread over the whole range, as a digest is. */
    static UUID key(long id) {
        return new UUID(id * 0x9E3779B97F4A7C15L, id * 0xC2B2AE3D27D4EB4FL);
    }

    static String digits(long number, int count) {
        String all = "000000000000" + number;
        return all.substring(all.length() - count);
    }
}
