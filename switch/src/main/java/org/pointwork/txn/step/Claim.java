package org.pointwork.txn.step;

import java.util.Optional;
import org.pointwork.journal.Claim.Result;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.Kind;
import org.pointwork.model.Leg;
import org.pointwork.model.Pan;
import org.pointwork.model.ResponseCode;
import org.pointwork.txn.Advices;
import org.pointwork.txn.JournalRows;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;
import org.pointwork.txn.Velocity;

/**
 * The first durable point: from here on the request counts as forwarded, and will get an outcome whatever happens to
 * this node. The database's unique key says whether it is new.
 */
public final class Claim extends Step {
    @Override
    protected Decision act(Txn txn) {
        Pan pan = txn.request().pan().orElseThrow();
        txn.panToken(services().vault().pseudonym(pan));
        RequestRow row =
                JournalRows.request(txn, services().node(), services().clock().getZone());
        txn.counted(services().risk().velocity().of(row));
        services().inFlight().begin(txn.id());
        Result result = services()
                .journal()
                .claim(new org.pointwork.journal.Claim(
                        row,
                        JournalRows.key(row, txn.request()),
                        pan,
                        advice(txn, row, pan),
                        Velocity.uses(txn.counted()),
                        txn.follows()));
        return switch (result) {
            case Result.Fresh _ -> {
                txn.claimed(row);
                yield NEXT;
            }
            case Result.Duplicate(long original) -> {
                txn.duplicateOf(original);
                yield NEXT;
            }
            case Result.Conflict _ ->
                refuse(ResponseCode.DUPLICATE, "an earlier request has the same key and says something else");
            case Result.AlreadyReversed _ -> refuse(ResponseCode.DUPLICATE, "its reversal came before it");
            case Result.AlreadyCompleted _ -> refuse(ResponseCode.DUPLICATE, "its authorization is completed");
            case Result.TooLate _ -> refuse(ResponseCode.LATE, "held up until recovery had passed it");
        };
    }

    /** An advice is stored with its claim, to be sent again if the first attempt comes to nothing. */
    private Optional<Leg> advice(Txn txn, RequestRow row, Pan pan) {
        if (!(txn.request().kind() instanceof Kind.Advice)) {
            return Optional.empty();
        }
        var now = services().clock().instant();
        var firstAttemptOver =
                now.plus(services().partner(row.destination()).timeout().multipliedBy(2));
        return Optional.of(Advices.leg(
                row,
                txn.request(),
                Optional.of(services().vault().seal(pan, txn.id())),
                txn.request().mti().repeat(),
                firstAttemptOver,
                now));
    }
}
