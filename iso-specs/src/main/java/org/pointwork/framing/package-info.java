/** Where one message ends and the next begins on a stream of bytes. */
package org.pointwork.framing;
