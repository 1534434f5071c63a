package org.pointwork.hsm;

/**
 * How the module is doing.
 *
 * @param state whether it can be used now
 * @param detail why not, or which token answers
 * @param operations calls that ended well since the start
 * @param failures calls that did not, BUSY ones included
 * @param busy calls turned away because too many waited or waited too long
 * @param logins how often a session was opened anew and logged in; more than once means that the token went away
 * @param waiting callers waiting for a session now
 */
public record HsmHealth(
        State state, String detail, long operations, long failures, long busy, long logins, int waiting) {

    /** Usable or not. */
    public enum State {
        UP,
        DOWN
    }
}
