/**
 * Certification: the pack of scripts run against a node, and what came of it as a table, a page and JUnit's XML. Start
 * reading at {@link org.pointwork.sim.certify.Certifier}.
 */
package org.pointwork.sim.certify;
