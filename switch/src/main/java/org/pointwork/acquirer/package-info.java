/** The doors: sockets, frames, limits and who may stay. A message leaves here decoded, as an {@link Arrival}. */
package org.pointwork.acquirer;
