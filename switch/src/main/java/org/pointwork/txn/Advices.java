package org.pointwork.txn;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;
import org.pointwork.model.Mti;

/** Makes stored advices from requests: what the issuer needs to post them, and no card data but the sealed PAN. */
public final class Advices {
    private static final int[] KEPT = {
        3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 16, 18, 22, 25, 32, 33, 37, 38, 41, 42, 49, 50, 51, 54
    };

    private Advices() {}

    /** @param nextAt not before: an attempt that is under way has to end first */
    public static Leg leg(
            RequestRow row, CardMessage request, Optional<byte[]> sealedPan, Mti mti, Instant nextAt, Instant now) {
        Map<Integer, String> elements = new TreeMap<>();
        for (int de : KEPT) {
            if (request.fields().has(de)) {
                elements.put(de, request.fields().text(de));
            }
        }
        return new Leg(
                row.txnId(),
                row.day(),
                Leg.Kind.ADVICE,
                row.destination(),
                mti.digits(),
                elements,
                sealedPan,
                0,
                nextAt,
                now);
    }
}
