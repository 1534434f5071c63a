/** The runnable node: configuration, wiring and start. Everything that knows everything is here. */
package org.pointwork.node;
