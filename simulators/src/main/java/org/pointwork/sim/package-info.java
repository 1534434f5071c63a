/** The command that puts a simulator on the far side of any wire: {@link org.pointwork.sim.SimCommand}. */
package org.pointwork.sim;
