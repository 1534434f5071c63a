/** Keys, PINs, MACs and sealed data behind one port; knows no message. */
package org.pointwork.hsm;
