/** The port on a PKCS#11 library, by direct native calls: the one place that makes any. */
package org.pointwork.hsm.pkcs11;
