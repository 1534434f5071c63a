package org.pointwork.txn;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Leg;
import org.pointwork.model.Mti;
import org.pointwork.model.ResponseCode;

/**
 * Makes stored advices from requests: what the issuer needs to post them, the day that they are of in DE 15, and no card
 * data but the sealed PAN.
 */
public final class Advices {
    private static final int[] KEPT = {
        3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 16, 18, 22, 25, 32, 33, 37, 38, 41, 42, 49, 50, 51, 54
    };

    private static final int SETTLEMENT_DATE = 15;

    private Advices() {}

    /** @param nextAt not before: an attempt that is under way has to end first */
    public static Leg leg(
            RequestRow row, CardMessage request, Optional<byte[]> sealedPan, Mti mti, Instant nextAt, Instant now) {
        return leg(Leg.Kind.ADVICE, row, mti, elements(request), sealedPan, nextAt, now);
    }

    /**
     * What the switch approved for the issuer: DE 38 and 39 as the acquirer was told them.
     *
     * @param why what tells the issuer that it is stand-in, where it wants to be told
     */
    public static Leg stoodIn(
            RequestRow row,
            CardMessage request,
            byte[] sealedPan,
            String authorizationCode,
            Optional<StandInRule.Mark> why,
            Instant now) {
        Map<Integer, String> elements = elements(request);
        elements.put(38, authorizationCode);
        elements.put(39, ResponseCode.APPROVED);
        why.ifPresent(mark -> elements.put(mark.element(), mark.text()));
        Mti mti = request.mti().advice();
        return leg(Leg.Kind.STAND_IN, row, mti, elements, Optional.of(sealedPan), now, now);
    }

    private static Map<Integer, String> elements(CardMessage request) {
        Map<Integer, String> elements = new TreeMap<>();
        for (int de : KEPT) {
            if (request.fields().has(de)) {
                elements.put(de, request.fields().text(de));
            }
        }
        return elements;
    }

    private static Leg leg(
            Leg.Kind kind,
            RequestRow row,
            Mti mti,
            Map<Integer, String> elements,
            Optional<byte[]> sealedPan,
            Instant nextAt,
            Instant now) {
        elements.put(SETTLEMENT_DATE, Reversals.DE_15.format(row.businessDate()));
        return new Leg(
                row.txnId(), row.day(), kind, row.destination(), mti.digits(), elements, sealedPan, 0, nextAt, now);
    }
}
