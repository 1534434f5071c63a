/** The bank-side copy of the journal, by PostgreSQL's logical replication. */
package org.pointwork.replica;
