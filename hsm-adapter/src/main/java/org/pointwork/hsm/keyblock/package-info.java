/** Keys as they travel and are stored outside the module: ANSI X9.143 (TR-31) key blocks. */
package org.pointwork.hsm.keyblock;
