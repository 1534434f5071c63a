package org.pointwork.txn.step;

import java.time.Duration;
import java.util.Optional;
import org.pointwork.iso8583.Track2;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Fields;
import org.pointwork.model.Kind;
import org.pointwork.model.Pan;
import org.pointwork.model.Purpose;
import org.pointwork.model.Refusal;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.PinBlocks;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/** Whether it is a message this switch serves, complete enough to be told from every other, with a card that can exist. */
public final class Identify extends Step {
    private static final int[] ALWAYS = {3, 7, 11, 41};

    @Override
    protected Decision act(Txn txn) {
        CardMessage request = txn.request();
        Duration age =
                Duration.between(txn.arrival().receivedAt(), services().clock().instant());
        if (age.compareTo(services().responseTime()) > 0) {
            return refuse(ResponseCode.LATE, "waited " + age.toMillis() + " ms before it was worked on");
        }
        if (txn.arrival().fault().isPresent()) {
            return refuse(ResponseCode.FORMAT_ERROR, txn.arrival().fault().get());
        }
        return switch (request.kind()) {
            case Kind.Unserved _ -> refuse(ResponseCode.FORMAT_ERROR, "MTI " + request.mti() + " is not served");
            case Kind.Network _, Kind.Reversal _, Kind.FileAction _, Kind.Reconciliation _ -> NEXT;
            case Kind.Authorization(Purpose purpose) -> payment(request, purpose);
            case Kind.Financial(Purpose purpose) -> payment(request, purpose);
            case Kind.Advice(Purpose purpose, boolean _) -> payment(request, purpose);
        };
    }

    private static Decision payment(CardMessage request, Purpose purpose) {
        Optional<Integer> missing = missing(request, purpose);
        if (missing.isPresent()) {
            return refuse(ResponseCode.FORMAT_ERROR, "DE " + missing.get() + " is missing");
        }
        if (purpose == Purpose.OTHER) {
            return refuse(ResponseCode.INVALID_TRANSACTION, "DE 3 asks for a transaction that is not served");
        }
        if (request.pan().isEmpty() || !request.pan().get().isPossible()) {
            return refuse(ResponseCode.INVALID_CARD, "the card number cannot be one");
        }
        if (!trackAgrees(request.fields(), request.pan().get())) {
            return refuse(ResponseCode.INVALID_CARD, "track 2 is of another card than DE 2");
        }
        if (request.fields().has(PinBlocks.CURRENT) && request.fields().length(PinBlocks.CURRENT) == 0) {
            return refuse(ResponseCode.FORMAT_ERROR, "the PIN block is no hexadecimal number");
        }
        Optional<Refusal> refusal = PaymentRules.refusal(request, purpose);
        return refusal.isPresent()
                ? refuse(refusal.get().responseCode(), refusal.get().why())
                : NEXT;
    }

    private static Optional<Integer> missing(CardMessage request, Purpose purpose) {
        for (int de : ALWAYS) {
            if (!request.fields().has(de)) {
                return Optional.of(de);
            }
        }
        if (purpose.direction().movesMoney() && !request.fields().has(4)) {
            return Optional.of(4);
        }
        if (request.fields().has(4) && request.amount().isEmpty()) {
            return Optional.of(49);
        }
        return Optional.empty();
    }

    private static boolean trackAgrees(Fields fields, Pan pan) {
        return !fields.has(35) || Track2.pan(fields.text(35)).equals(pan.digits());
    }
}
