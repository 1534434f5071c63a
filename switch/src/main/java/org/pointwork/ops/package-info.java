/** What operators see and steer: HTTP, metrics, the console. Reads and asks; decides nothing about a payment. */
package org.pointwork.ops;
