package org.pointwork.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.pointwork.model.Amount;
import org.pointwork.model.Trace;

/**
 * A request as the journal keeps it: no clear card data.
 *
 * @param day the partition, from the message's own date
 * @param panToken keyed pseudonym of the PAN, empty where there was none
 * @param destination the partner it goes to, empty where it was refused before it had one
 * @param postedSign +1, -1 or 0: see {@link org.pointwork.model.Kind#postedSign}
 * @param route which routes and which rule chose the destination, and what was passed over or tried before
 */
public record RequestRow(
        LocalDate day,
        long txnId,
        Instant receivedAt,
        int node,
        String acquirer,
        String door,
        String mti,
        String kind,
        String processingCode,
        Optional<Amount> amount,
        byte[] panToken,
        String panFirst6,
        String panLast4,
        Trace trace,
        String merchantId,
        String destination,
        int postedSign,
        LocalDate businessDate,
        String route) {

    /** The same request, gone elsewhere. */
    public RequestRow to(String otherDestination, String why) {
        return new RequestRow(
                day,
                txnId,
                receivedAt,
                node,
                acquirer,
                door,
                mti,
                kind,
                processingCode,
                amount,
                panToken,
                panFirst6,
                panLast4,
                trace,
                merchantId,
                otherDestination,
                postedSign,
                businessDate,
                why);
    }
}
