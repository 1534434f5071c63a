package org.pointwork.sim.certify;

import java.time.Duration;
import java.util.Optional;
import org.pointwork.sim.script.CaseResult;
import org.pointwork.sim.script.Script;

/**
 * One script and what came of it.
 *
 * @param result empty where it was not run
 * @param why what differed or what was missing, empty for a pass; without card data
 */
public record Finding(Script script, Verdict verdict, Optional<CaseResult> result, String why) {
    /** How a script ended. */
    public enum Verdict {
        PASSED("passed"),
        FAILED("FAILED"),
        /** The target lacks what the script takes. It proves nothing, so it is no pass. */
        NOT_RUN("not run");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** As people read it. */
        public String word() {
            return word;
        }
    }

    static Finding of(Script script, CaseResult result) {
        return new Finding(script, result.ok() ? Verdict.PASSED : Verdict.FAILED, Optional.of(result), result.why());
    }

    static Finding notRun(Script script, String why) {
        return new Finding(script, Verdict.NOT_RUN, Optional.empty(), why);
    }

    /** Nothing for one that was not run. */
    Duration elapsed() {
        return result.map(CaseResult::elapsed).orElse(Duration.ZERO);
    }
}
