package org.pointwork.txn;

import org.jpos.transaction.TransactionManager;
import org.jpos.util.NameRegistrar;
import org.pointwork.acquirer.Arrival;
import org.pointwork.acquirer.Intake;
import org.pointwork.journal.TxnIds;
import org.pointwork.model.Kind;

/** From the doors into jPOS: one transaction manager for each family of transactions. */
public final class Pipeline implements Intake {
    private final TxnIds ids;
    private final TransactionManager payments = NameRegistrar.getIfExists("payments");
    private final TransactionManager reversals = NameRegistrar.getIfExists("reversals");
    private final TransactionManager fileActions = NameRegistrar.getIfExists("file-actions");
    private final TransactionManager reconciliations = NameRegistrar.getIfExists("reconciliations");
    private final TransactionManager network = NameRegistrar.getIfExists("network");

    public Pipeline(TxnIds ids) {
        this.ids = ids;
    }

    @Override
    public void take(Arrival arrival) {
        Txn txn = new Txn(arrival, ids.next());
        flow(arrival).queue(txn);
    }

    private TransactionManager flow(Arrival arrival) {
        return switch (arrival.message().kind()) {
            case Kind.FileAction _ -> fileActions;
            case Kind.Reconciliation _ -> reconciliations;
            case Kind.Network _ -> network;
            case Kind.Reversal _ -> reversals;
            case Kind.Authorization _, Kind.Financial _, Kind.Advice _, Kind.Unserved _ -> payments;
        };
    }
}
