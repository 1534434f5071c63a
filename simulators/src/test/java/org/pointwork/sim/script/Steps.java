package org.pointwork.sim.script;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A script {@code a.pos} of these lines below its title, so that the first of them is line 2. */
final class Steps {
    private Steps() {}

    static Script script(String steps) {
        return ScriptParser.parse("a.pos", "title T\n" + steps);
    }

    static void hold(Target target, String steps) throws InterruptedException {
        CaseResult result = new ScriptRunner(target).run(script(steps));
        assertTrue(result.ok(), result.why());
    }

    /** Why it fails, as it must. */
    static String fail(Target target, String steps) throws InterruptedException {
        CaseResult result = new ScriptRunner(target).run(script(steps));
        assertFalse(result.ok());
        return result.why();
    }
}
