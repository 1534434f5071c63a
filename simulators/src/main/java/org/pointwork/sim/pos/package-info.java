/**
 * The terminal's or acquirer's side of a switch's doors. Start reading at {@link org.pointwork.sim.pos.PosClient}; what a
 * terminal says is made by {@link org.pointwork.sim.pos.PosMessages}.
 */
package org.pointwork.sim.pos;
