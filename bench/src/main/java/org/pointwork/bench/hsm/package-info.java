/** {@code bench hsm}: how often a second each adapter does each function. */
package org.pointwork.bench.hsm;
