/** The switches that are measured side by side, what stands around them, and the run that compares them. */
package org.pointwork.bench.yardstick;
