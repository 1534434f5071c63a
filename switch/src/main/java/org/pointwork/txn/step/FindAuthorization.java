package org.pointwork.txn.step;

import java.util.List;
import java.util.Optional;
import org.pointwork.journal.Authorization;
import org.pointwork.journal.FollowUp;
import org.pointwork.journal.RequestRow;
import org.pointwork.model.Amount;
import org.pointwork.model.CardMessage;
import org.pointwork.model.Kind;
import org.pointwork.model.Purpose;
import org.pointwork.model.ResponseCode;
import org.pointwork.route.Routed;
import org.pointwork.txn.Step;
import org.pointwork.txn.Txn;

/**
 * A completion (0220) or an increase (0100 with DE 38) belongs to an authorization: of the same card, found by DE 38,
 * else by DE 37. It goes where that one went, and a completion may not ask for much more than was authorized. A
 * completion without an authorization posts for itself, as a sale made offline does.
 */
public final class FindAuthorization extends Step {
    private static final int AUTHORIZATION_CODE = 38;

    @Override
    protected Decision act(Txn txn) {
        CardMessage request = txn.request();
        boolean completes = completes(request.kind());
        if (!completes && !increases(request)) {
            return NEXT;
        }
        Optional<Authorization> found = found(txn);
        if (found.isEmpty()) {
            return completes ? NEXT : refuse(ResponseCode.ORIGINAL_NOT_FOUND, "there is no authorization to increase");
        }
        return follow(txn, found.get(), completes);
    }

    private static boolean completes(Kind kind) {
        return kind instanceof Kind.Advice(Purpose purpose, boolean posts)
                && posts
                && purpose.direction() == Purpose.Direction.DEBIT;
    }

    private static boolean increases(CardMessage request) {
        return request.kind() instanceof Kind.Authorization(Purpose purpose)
                && purpose.direction() == Purpose.Direction.DEBIT
                && request.fields().has(AUTHORIZATION_CODE);
    }

    /** An increase has the code of what it increases; a reference alone may be anything's. */
    private Optional<Authorization> found(Txn txn) {
        CardMessage request = txn.request();
        return services()
                .journal()
                .followUps()
                .find(
                        txn.arrival().door().acquirer(),
                        services().vault().pseudonym(request.pan().orElseThrow()),
                        request.fields().text(AUTHORIZATION_CODE).strip(),
                        completes(request.kind()) ? request.trace().rrn() : "");
    }

    private Decision follow(Txn txn, Authorization authorization, boolean completes) {
        RequestRow hold = authorization.hold().request();
        Amount amount = txn.request().amount().orElseThrow();
        long standingMinor = authorization.standingMinor();
        if (standingMinor == 0) {
            return refuse(ResponseCode.ORIGINAL_NOT_FOUND, "its authorization was taken back");
        }
        if (hold.amount()
                .filter(held -> held.currency().equals(amount.currency()))
                .isEmpty()) {
            return refuse(ResponseCode.INVALID_AMOUNT, "its authorization is in another currency");
        }
        int percent = 100 + services().risk().completionTolerancePercent();
        if (completes && amount.minor() > standingMinor * percent / 100) {
            return refuse(ResponseCode.INVALID_AMOUNT, "more than was authorized");
        }
        txn.follows(new FollowUp(hold.txnId(), hold.day(), completes));
        txn.route(new Routed(List.of(hold.destination()), "as", "authorization " + hold.txnId()));
        return NEXT;
    }
}
