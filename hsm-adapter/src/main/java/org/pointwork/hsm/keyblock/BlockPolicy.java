package org.pointwork.hsm.keyblock;

import java.util.Set;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;

/**
 * What of the standard's is allowed here.
 *
 * @param read versions whose blocks may be read
 * @param narrowerModes whether a key may become one that does more than its block says, as a PIN key that the block lets
 *     encipher only: keys here do all that their type does
 */
public record BlockPolicy(Set<KeyBlockVersion> read, boolean narrowerModes) {
    /** Versions B and D, and modes of use as they are. */
    public static final BlockPolicy STRICT = new BlockPolicy(Set.of(KeyBlockVersion.B, KeyBlockVersion.D), false);

    public BlockPolicy {
        read = Set.copyOf(read);
    }

    void requireReadable(KeyBlockVersion version) {
        if (!read.contains(version)) {
            throw HsmException.refused(
                    Fault.POLICY, "key block", "blocks of version " + version + " are not read unless allowed");
        }
    }
}
