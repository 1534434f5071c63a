package org.pointwork.sim.script;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Runs scripts against one node, one after the other: each is a terminal with a connection of its own. */
public final class ScriptRunner {
    private final Target target;
    private final MessageMaker maker;

    public ScriptRunner(Target target) {
        this.target = target;
        this.maker = new MessageMaker(target.keys());
    }

    /**
     * Runs one script to its end or its first difference.
     *
     * @throws InterruptedException where the thread is told to stop while it waits
     */
    public CaseResult run(Script script) throws InterruptedException {
        try (CaseRun run = new CaseRun(script, target, maker)) {
            return run.run();
        }
    }

    /**
     * Runs all, whatever becomes of each.
     *
     * @param afterEach told of every result as it comes
     */
    public List<CaseResult> run(List<Script> scripts, Consumer<CaseResult> afterEach) throws InterruptedException {
        List<CaseResult> results = new ArrayList<>();
        for (Script script : scripts) {
            CaseResult result = run(script);
            afterEach.accept(result);
            results.add(result);
        }
        return results;
    }

    /** The secrets sent so far. */
    public Canaries used() {
        return maker.used();
    }
}
