/**
 * Lines to issuers and networks: connected, signed on, kept alive and correlated here. To the rest of the node a link
 * is a jPOS {@code MUX} and a Camel endpoint {@code link:partner/name}.
 */
package org.pointwork.link;
