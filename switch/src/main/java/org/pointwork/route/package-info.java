/** Where a payment goes, decided from the model alone. */
package org.pointwork.route;
