package org.pointwork.bench.yardstick;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pointwork.journal.Claim;
import org.pointwork.journal.Digest;
import org.pointwork.journal.EventRow;
import org.pointwork.journal.PanSeal;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.Settlement;
import org.pointwork.journal.StoredAnswer;
import org.pointwork.model.Amount;
import org.pointwork.model.Currency;
import org.pointwork.model.Pan;
import org.pointwork.model.Trace;
import org.pointwork.model.TxnState;

/** The journal's part of an approved purchase: the same values whoever writes them. */
public final class JournalDrill {
    static final String ANSWER = "{\"4\":\"000000012345\",\"38\":\"BENCH1\",\"39\":\"00\"}";
    private static final String TERMINAL = "B0000001";
    static final byte[] PAN_TOKEN = new byte[32];
    private static final Pan CARD = new Pan("4000000000000002");
    private static final int SEALED_BYTES_PER_CARD = Long.BYTES + 1 + 16;
    private static final int SEAL_BYTES = 28; // IV and tag

    private JournalDrill() {}

    public static Claim claim(long id) {
        return claim(id, key(id));
    }

    /** @param key equal keys are the same request */
    public static Claim claim(long id, Claim.Key key) {
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
                new Trace("0101000000", digits(id, 6), "000000", "0101", "123456", digits(id, 12), TERMINAL),
                "POINTWORK BENCH",
                "issuer-demo",
                1,
                today,
                "0000abcd prefix 400000");
        return new Claim(row, key, CARD, Optional.empty(), List.of(), Optional.empty());
    }

    /** As many bytes as the sealed card numbers of so many claims have. */
    static byte[] sealed(int claims) {
        return new byte[SEAL_BYTES + claims * SEALED_BYTES_PER_CARD];
    }

    /** In the place of a token, which is not what is measured here: nothing of a card is kept. */
    public static PanSeal seal() {
        return new PanSeal() {
            @Override
            public byte[] seal(int node, long batch, byte[] clear) {
                return new byte[SEAL_BYTES + clear.length];
            }

            @Override
            public Optional<byte[]> open(int node, long batch, byte[] sealed) {
                return Optional.empty();
            }
        };
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
        return Settlement.outcome(claim.request(), List.of(event));
    }

    /** The trace by terminal and STAN, as in the switch; the rest spread over the whole range, as a digest is. */
    static Claim.Key key(long id) {
        return new Claim.Key(Digest.trace("demo", TERMINAL, digits(id, 6)), id * 0xC2B2AE3D27D4EB4FL, 1);
    }

    static String digits(long number, int count) {
        String all = "000000000000" + number;
        return all.substring(all.length() - count);
    }
}
