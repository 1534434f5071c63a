package org.pointwork.sim.issuer;

import java.util.Optional;

/**
 * What became of one transaction.
 *
 * @param code DE 39
 * @param minor approved amount in minor units, 0 where refused
 * @param booking what it did to the account, empty where refused
 */
record Verdict(String code, long minor, Optional<Booking> booking) {
    static Verdict refused(String code) {
        return new Verdict(code, 0, Optional.empty());
    }
}
