/**
 * The port on AWS Payment Cryptography. Keys live in the service's HSMs under names; PINs and keys are never in the clear
 * here. What the service calls a key's usage and modes is held against our typed keys before a call is made.
 */
package org.pointwork.hsm.aws;
