/** Where messages and card data meet the HSM. */
package org.pointwork.security;
