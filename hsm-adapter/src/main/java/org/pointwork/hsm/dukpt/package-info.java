/**
 * Derived unique keys per transaction (ANSI X9.24-1 for TDEA, X9.24-3 for AES): what adapters do alike whose module cannot
 * do it all inside, and the terminal's side of it.
 */
package org.pointwork.hsm.dukpt;
