/** Where messages and card data meet the HSM, and where a line meets TLS. */
package org.pointwork.security;
