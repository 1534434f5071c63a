/**
 * An issuer of demo cards: accounts with money, answers in ISO 8583:1987 ASCII, and the faults that a switch has to
 * survive. Start reading at {@link org.pointwork.sim.issuer.IssuerDesk}.
 */
package org.pointwork.sim.issuer;
