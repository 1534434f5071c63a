package org.pointwork.hsm.conformance;

import java.util.function.Consumer;
import org.pointwork.hsm.Capability;

/**
 * One call of the port, or a few that belong together, held against figures from outside.
 *
 * @param capability checked only where the module declares it
 * @param name what is checked, with the source of its figures
 * @param run fails with {@link Differs} where the module answers something else
 */
public record Check(Capability capability, String name, Consumer<Subject> run) {
    @Override
    public String toString() {
        return capability + ": " + name;
    }
}
