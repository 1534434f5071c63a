/** Keys that people bring: components under dual control, and a trail of who did what to which key. */
package org.pointwork.hsm.ceremony;
