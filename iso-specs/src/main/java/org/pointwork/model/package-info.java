/**
 * What a payment means, whatever wire it came by: records for the values the switch reasons about, sealed kinds and
 * outcomes. Nothing here knows a byte layout, a socket or a database.
 */
package org.pointwork.model;
