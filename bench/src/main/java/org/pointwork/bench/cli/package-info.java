/** The Java side of {@code ./pointwork}: one class a command. */
package org.pointwork.bench.cli;
