/** Nanoseconds and garbage of what is done to every message: measured by JMH, beside jPOS doing the same. */
package org.pointwork.bench.codec;
