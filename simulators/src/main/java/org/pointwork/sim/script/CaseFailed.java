package org.pointwork.sim.script;

/** Something was not as the script expects. The message says what, without card data. */
final class CaseFailed extends RuntimeException {
    CaseFailed(String why) {
        super(why);
    }
}
