/**
 * The journal in PostgreSQL: what was promised, durably, before anyone hears of it. Writes are group-committed; reads
 * are plain queries. Knows the model and no wire.
 */
package org.pointwork.journal;
