/** A host-command HSM for tests: it behaves as a payment HSM does on the line, and protects nothing. */
package org.pointwork.sim.hsm;
