/** The steps, each named for what it does. Read them in the order of {@code cfg/deploy/30_txnmgr_payments.xml}. */
package org.pointwork.txn.step;
