package org.pointwork.route;

import org.pointwork.model.Pan;

/**
 * Where a card stands among a hundred equal shares: the same on every node and at every time, so that what belongs to a
 * payment, such as its completion, goes where the payment went. Each rule deals anew, lest one share get another's cards.
 */
final class Shares {
    private static final int ALL = 100;

    private Shares() {}

    static int point(String rule, Pan pan) {
        long hash = 0xCBF29CE484222325L; // FNV-1a, and the finalizer of SplitMix64 to spread what it leaves together
        for (int i = 0; i < rule.length(); i++) {
            hash = (hash ^ rule.charAt(i)) * 0x100000001B3L;
        }
        String digits = pan.digits();
        for (int i = 0; i < digits.length(); i++) {
            hash = (hash ^ digits.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 30) * 0xBF58476D1CE4E5B9L;
        hash = (hash ^ hash >>> 27) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(hash ^ hash >>> 31, ALL);
    }
}
