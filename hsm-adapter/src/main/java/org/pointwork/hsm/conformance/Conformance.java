package org.pointwork.hsm.conformance;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The suite: every check of every capability. Those of a capability stand in a class of their own. */
public final class Conformance {
    private Conformance() {}

    /** All checks that this module's capabilities ask for. */
    public static List<Check> of(Subject subject) {
        var capabilities = subject.hsm().capabilities();
        return all().filter(check -> capabilities.contains(check.capability())).toList();
    }

    private static Stream<Check> all() {
        return Stream.of(MacChecks.all(), PinChecks.all(), DukptChecks.all(), CardChecks.all(), ChipChecks.all())
                .flatMap(Function.identity());
    }
}
