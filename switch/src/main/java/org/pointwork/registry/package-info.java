/** Who may send what: acquirers, merchants and terminals, kept in the journal's database and looked up in memory. */
package org.pointwork.registry;
