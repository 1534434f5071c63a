/**
 * The path of a transaction. {@code cfg/deploy/30_txnmgr_*.xml} lists the steps in order; each step here is one business
 * act on one {@link org.pointwork.txn.Txn}.
 */
package org.pointwork.txn;
