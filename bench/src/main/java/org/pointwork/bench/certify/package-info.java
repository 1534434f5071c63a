/** A node for the certification pack, with everything around it that the scripts can need. */
package org.pointwork.bench.certify;
