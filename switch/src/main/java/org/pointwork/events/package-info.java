/** Transaction events on their way from the journal to the broker: never on the path of a payment. */
package org.pointwork.events;
