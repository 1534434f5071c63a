/**
 * ISO 8583 on the wire: dialects (how fields are packed), rules (what a field may hold) and the way to and from the
 * model. jPOS packs and unpacks; what it lets through is judged here.
 */
package org.pointwork.iso8583;
