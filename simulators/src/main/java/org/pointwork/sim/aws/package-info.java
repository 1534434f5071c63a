/**
 * AWS Payment Cryptography, as far as the adapter speaks to it: the JSON of both planes, and refusals as the service's model
 * has them. Test keys alone; the engine is the software module.
 */
package org.pointwork.sim.aws;
