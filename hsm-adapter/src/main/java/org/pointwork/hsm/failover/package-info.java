/** Several modules with the same keys, where one may go away. */
package org.pointwork.hsm.failover;
