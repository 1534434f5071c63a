/**
 * What chip data (DE 55) means to an issuer: its objects, what an application cryptogram is made over, the answer to the
 * card. No key is used here: an HSM verifies what this package puts together.
 */
package org.pointwork.emv;
