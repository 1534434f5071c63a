package org.pointwork.sim.hsm;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pointwork.hsm.conformance.Conformance;

/** The adapter for host commands against the suite, over loopback, with keys of both schemes. */
class HostConformanceTest {
    @TestFactory
    Stream<DynamicTest> withKeyBlocks() {
        return suite(true);
    }

    @TestFactory
    Stream<DynamicTest> withVariants() {
        return suite(false);
    }

    private static Stream<DynamicTest> suite(boolean asBlocks) {
        Boxed boxed = Boxed.of(1, asBlocks);
        return Conformance.of(boxed).stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.toString(), () -> check.run().accept(boxed)))
                .onClose(boxed::close);
    }
}
