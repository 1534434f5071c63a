/** The port with keys in this process's memory: for development and tests alone. */
package org.pointwork.hsm.software;
