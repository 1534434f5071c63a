package org.pointwork.txn;

import java.util.Optional;
import java.util.regex.Pattern;
import org.pointwork.journal.RequestRow;
import org.pointwork.journal.TransactionView;
import org.pointwork.model.Leg;

/** Ends what was approved for an issuer that refuses it: an operator says that the money is lost, and why. */
public final class WriteOffs {
    private static final Pattern BY = Pattern.compile("[!-~]{1,40}");
    private static final Pattern WHY = Pattern.compile("[ -~]{3,200}");

    private final Services services;

    public WriteOffs(Services services) {
        this.services = services;
    }

    /**
     * Journals it with who and why, and erases the card number that a replay would have needed.
     *
     * @return false where no stand-in with this number was given up
     * @throws IllegalArgumentException where it is not said who or why
     */
    public boolean writeOff(long txnId, String by, String why) {
        if (!BY.matcher(by).matches() || !WHY.matcher(why).matches()) {
            throw new IllegalArgumentException(
                    "say by=WHO, up to 40 characters without blanks, and why=REASON, 3 to 200 printable characters");
        }
        Optional<RequestRow> row = services.journal()
                .legs()
                .refusedStandIn(txnId)
                .map(Leg::day)
                .flatMap(day -> services.journal().reader().byId(day, txnId))
                .map(TransactionView::request);
        row.ifPresent(request -> services.journal()
                .settle(Settlements.writtenOff(
                        request, by, why, services.clock().instant())));
        return row.isPresent();
    }
}
