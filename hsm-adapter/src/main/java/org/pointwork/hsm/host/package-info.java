/** HSMs that speak the host command set which payShield made common: short ASCII commands over TCP, keys under the box's own master key. */
package org.pointwork.hsm.host;
