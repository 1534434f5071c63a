package org.pointwork.sim.certify;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.pointwork.sim.script.Needs;
import org.pointwork.sim.script.Script;
import org.pointwork.sim.script.ScriptRunner;
import org.pointwork.sim.script.Suite;
import org.pointwork.sim.script.Target;

/** Runs the certification pack: all scripts in {@code scripts/certify}, or those of some families. */
public final class Certifier {
    private static final String SUITE = "certify";

    private Certifier() {}

    /**
     * The pack.
     *
     * @param families all where none is named
     * @throws IllegalArgumentException where a family has no script, naming those that have
     */
    public static List<Script> pack(Set<String> families) throws IOException {
        List<Script> all = Suite.named(SUITE);
        Set<String> known = new TreeSet<>();
        all.forEach(script -> known.add(script.family()));
        families.stream().filter(family -> !known.contains(family)).findFirst().ifPresent(family -> {
            throw new IllegalArgumentException("no family is called \"" + family + "\"; there are " + known);
        });
        return all.stream()
                .filter(script -> families.isEmpty() || families.contains(script.family()))
                .toList();
    }

    /**
     * Runs scripts one after the other; one that the target lacks something for is not run, and that is said.
     *
     * @param node as the report calls it
     * @param afterEach told of every finding as it is made
     */
    public static Certificate run(String node, List<Script> scripts, Target target, Consumer<Finding> afterEach)
            throws InterruptedException {
        Instant begun = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        ScriptRunner runner = new ScriptRunner(target);
        List<Finding> findings = new ArrayList<>();
        for (Script script : scripts) {
            Optional<String> unmet = Needs.unmet(script, target);
            Finding finding =
                    unmet.isPresent() ? Finding.notRun(script, unmet.get()) : Finding.of(script, runner.run(script));
            findings.add(finding);
            afterEach.accept(finding);
        }
        return new Certificate(node, begun, findings);
    }
}
