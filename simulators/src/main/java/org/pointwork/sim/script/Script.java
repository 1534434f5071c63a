package org.pointwork.sim.script;

import java.util.List;
import java.util.Set;

/**
 * One case.
 *
 * @param file as errors name it
 * @param title as the table shows it
 * @param family what it is about, such as {@code reversal}; empty where it does not say
 * @param clause where it is written that a switch behaves so; empty where it does not say
 * @param needs what the node must have been set up with, by the names in docs/certification.md
 */
public record Script(String file, String title, String family, String clause, Set<String> needs, List<Step> steps) {
    public Script {
        needs = Set.copyOf(needs);
        steps = List.copyOf(steps);
    }

    /** The file's name, without folder and ending: the case's own name in reports. */
    public String name() {
        String last = file.substring(file.lastIndexOf('/') + 1);
        return last.endsWith(".pos") ? last.substring(0, last.length() - 4) : last;
    }
}
