/** What both sides of a simulated wire do to a message on its way: the MAC. */
package org.pointwork.sim.wire;
