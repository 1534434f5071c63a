/** The load generator: a process that plays many terminals, cheaply, and measures what they see. */
package org.pointwork.bench.load;
