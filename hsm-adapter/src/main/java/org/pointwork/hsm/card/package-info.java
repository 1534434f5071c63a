/**
 * What every adapter that computes card and chip functions itself does alike: which bytes keys are derived from, what is
 * padded how, which inputs are refused. Nothing here holds a key.
 */
package org.pointwork.hsm.card;
