/** {@code bench soak}: a steady load for a long time, and whether anything in the node grows with it. */
package org.pointwork.bench.soak;
