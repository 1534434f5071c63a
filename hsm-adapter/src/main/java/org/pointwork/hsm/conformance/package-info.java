/** One suite of published figures that every adapter has to meet, for tests and for trying a module before it is bought. */
package org.pointwork.hsm.conformance;
