package org.pointwork.sim.aws;

import java.util.Set;
import org.pointwork.hsm.KeyAlgorithm;

/**
 * What a key of the simulated account is for.
 *
 * @param usage such as {@code TR31_P0_PIN_ENCRYPTION_KEY}
 * @param modes such as {@code Encrypt} and {@code Decrypt}, as in the service's JSON
 */
public record AwsKeySpec(String usage, Set<String> modes, KeyAlgorithm algorithm) {}
