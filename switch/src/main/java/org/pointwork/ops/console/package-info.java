/** Commands of the operator console, written to jPOS's interface. {@code ConsoleCommands} in {@code ops} lists them. */
package org.pointwork.ops.console;
