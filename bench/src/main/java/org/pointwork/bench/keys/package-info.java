/** {@code ./pointwork keys}: what custodians do with the keys in a node's token. */
package org.pointwork.bench.keys;
