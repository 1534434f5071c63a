/** {@code bench scale}: whether much of something (terminals, routes, links, rows) makes the node slower or fatter. */
package org.pointwork.bench.scale;
