/** One bean per file in {@code cfg/deploy}: each brings one part of the node up and takes it down again. */
package org.pointwork.node.beans;
