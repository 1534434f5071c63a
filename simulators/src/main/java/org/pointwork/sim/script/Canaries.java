package org.pointwork.sim.script;

import java.util.Set;

/**
 * The secrets that scripts sent, for whoever looks whether a node has written one of them down.
 *
 * @param pans in clear digits
 * @param pinBlocks enciphered, 16 upper-case hex digits each
 */
public record Canaries(Set<String> pans, Set<String> pinBlocks) {
    public Canaries {
        pans = Set.copyOf(pans);
        pinBlocks = Set.copyOf(pinBlocks);
    }

    @Override
    public String toString() {
        return "Canaries[" + pans.size() + " PANs, " + pinBlocks.size() + " PIN blocks]";
    }
}
