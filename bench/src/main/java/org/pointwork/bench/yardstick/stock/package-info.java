/** What a jPOS switch needs beyond jPOS's own classes to do the work that is measured. */
package org.pointwork.bench.yardstick.stock;
