/**
 * Commands of the operator console. jPOS finds a command by the name of its class in capitals; a dash in what is typed
 * is an underscore here.
 */
package org.pointwork.ops.console;
