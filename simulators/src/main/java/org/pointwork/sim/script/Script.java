package org.pointwork.sim.script;

import java.util.List;

/**
 * One case.
 *
 * @param file as errors name it
 * @param title as the table shows it
 */
public record Script(String file, String title, List<Step> steps) {
    public Script {
        steps = List.copyOf(steps);
    }
}
