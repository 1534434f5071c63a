package org.pointwork.hsm.software;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.Profile;
import org.pointwork.hsm.conformance.Conformance;
import org.pointwork.hsm.conformance.Subject;

/** The software module against the suite. */
class ConformanceTest {
    @TestFactory
    Stream<DynamicTest> itDoesWhatItDeclares() {
        var subject = new Software(SoftwareHsm.open(Profile.DEVELOPMENT));
        return Conformance.of(subject).stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.toString(), () -> check.run().accept(subject)))
                .onClose(subject.software()::close);
    }

    private record Software(SoftwareHsm software) implements Subject {
        @Override
        public Hsm hsm() {
            return software;
        }

        @Override
        public void load(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
            software.load(key, algorithm, clear);
        }
    }
}
