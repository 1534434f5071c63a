/**
 * PINs in the clear, for adapters whose module cannot do all of it inside: what a block looks like, which PIN a reference
 * belongs to, what is refused. Nothing here holds a key; all memory is the caller's, who wipes it.
 */
package org.pointwork.hsm.pin;
