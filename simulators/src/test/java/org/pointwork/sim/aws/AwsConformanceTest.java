package org.pointwork.sim.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.pointwork.hsm.Capability;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.conformance.Check;
import org.pointwork.hsm.conformance.Conformance;

/** The adapter and the SDK against the suite, over loopback. */
class AwsConformanceTest {
    private static final String EMPTY = "REFUSED LENGTH";
    private static final String NOT_THERE = "UNSUPPORTED OTHER";

    /** What the service cannot do of what the port asks for, and how it is refused. */
    private static final Map<String, String> CANNOT = Map.of(
            "MAC_CMAC_AES: AES128, 0 bytes, NIST SP 800-38B", EMPTY,
            "MAC_CMAC_AES: AES192, 0 bytes, NIST SP 800-38B", EMPTY,
            "MAC_CMAC_AES: AES256, 0 bytes, NIST SP 800-38B", EMPTY,
            "MAC_CMAC_TDES: TDES3, 0 bytes, NIST SP 800-38B", EMPTY,
            "MAC_CMAC_TDES: TDES2, 0 bytes, NIST SP 800-38B", EMPTY,
            "CHIP_SCRIPT_PIN: CVN 22, PIN of a script, with the current one", NOT_THERE);

    @TestFactory
    Stream<DynamicTest> suite() {
        var account = new Account();
        return Conformance.of(account).stream()
                .map(check -> DynamicTest.dynamicTest(check.toString(), () -> run(check, account)))
                .onClose(account::close);
    }

    private static void run(Check check, Account account) {
        String refused = isHmacOfTransaction(check) ? NOT_THERE : CANNOT.get(check.toString());
        if (refused == null) {
            check.run().accept(account);
            return;
        }
        var e = assertThrows(HsmException.class, () -> check.run().accept(account));
        assertEquals(refused, e.reason() + " " + e.fault());
    }

    private static boolean isHmacOfTransaction(Check check) {
        return check.capability() == Capability.MAC_DUKPT_AES && check.name().endsWith(", HMAC");
    }

    @Test
    void theSuiteHasWhatTheServiceCannotDo() {
        try (var account = new Account()) {
            var names = Conformance.of(account).stream().map(Check::toString).collect(Collectors.toSet());
            assertTrue(names.containsAll(CANNOT.keySet()), () -> "gone from the suite: " + CANNOT.keySet());
        }
    }
}
