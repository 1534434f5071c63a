/** Store and forward: what must reach a partner is sent until it is answered. Knows neither database nor wire. */
package org.pointwork.saf;
