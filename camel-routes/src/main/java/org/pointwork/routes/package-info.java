/**
 * One route per destination. Message bodies are model records and sealed outcomes; a route knows links by their endpoint
 * URI alone. What never left may be tried elsewhere; what left is never sent again.
 */
package org.pointwork.routes;
