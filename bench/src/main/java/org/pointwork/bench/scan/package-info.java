/** The proof that no card data, PIN block or key reached a disk: every file is searched for all that was used. */
package org.pointwork.bench.scan;
