package org.pointwork.hsm.pkcs11;

import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.conformance.Conformance;
import org.pointwork.hsm.conformance.Subject;

/** PKCS#11 on SoftHSM2 against the suite. */
class ConformanceTest {
    @TestFactory
    Stream<DynamicTest> aTokenDoesWhatItDeclares() {
        var config = TestToken.fresh();
        var subject = new Token(Pkcs11Hsm.open(config), config);
        return Conformance.of(subject).stream()
                .map(check -> DynamicTest.dynamicTest(
                        check.toString(), () -> check.run().accept(subject)))
                .onClose(subject.hsm()::close);
    }

    private record Token(Hsm hsm, Pkcs11Config config) implements Subject {
        @Override
        public void load(KeyRef key, KeyAlgorithm algorithm, byte[] clear) {
            TestToken.load(config, key, algorithm, HexFormat.of().formatHex(clear));
        }
    }
}
