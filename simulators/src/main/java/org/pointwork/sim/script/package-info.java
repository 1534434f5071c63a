/**
 * Protocol behaviour as text: one case a file, found and run without a line of Java. The grammar is at
 * {@link org.pointwork.sim.script.ScriptParser}, the way of one case at {@link org.pointwork.sim.script.CaseRun}.
 */
package org.pointwork.sim.script;
