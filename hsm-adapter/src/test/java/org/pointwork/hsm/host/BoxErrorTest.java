package org.pointwork.hsm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Fault;
import org.pointwork.hsm.HsmException.Reason;

class BoxErrorTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            01, REFUSED,       NOT_AUTHENTIC,         false
            02, REFUSED,       ALGORITHM,             false
            03, REFUSED,       FORMAT,                false
            04, REFUSED,       USAGE,                 false
            05, REFUSED,       LENGTH,                false
            10, REFUSED,       PARITY,                false
            11, REFUSED,       PARITY,                false
            12, KEY_MISSING,   OTHER,                 false
            13, UNAVAILABLE,   OTHER,                 true
            14, BAD_PIN_BLOCK, OTHER,                 false
            15, REFUSED,       FORMAT,                false
            16, UNAVAILABLE,   OTHER,                 true
            17, REFUSED,       POLICY,                false
            20, BAD_PIN_BLOCK, OTHER,                 false
            21, KEY_MISSING,   OTHER,                 false
            22, REFUSED,       FORMAT,                false
            23, REFUSED,       FORBIDDEN_TRANSLATION, false
            24, BAD_PIN_BLOCK, OTHER,                 false
            25, REFUSED,       FORMAT,                false
            26, REFUSED,       FORMAT,                false
            27, REFUSED,       LENGTH,                false
            28, REFUSED,       USAGE,                 false
            29, REFUSED,       POLICY,                false
            33, UNAVAILABLE,   OTHER,                 true
            39, REFUSED,       POLICY,                false
            40, UNAVAILABLE,   OTHER,                 true
            41, UNAVAILABLE,   OTHER,                 true
            42, UNAVAILABLE,   OTHER,                 true
            47, UNSUPPORTED,   OTHER,                 false
            65, REFUSED,       POLICY,                false
            67, UNSUPPORTED,   OTHER,                 false
            68, UNSUPPORTED,   OTHER,                 false
            69, REFUSED,       POLICY,                false
            75, REFUSED,       LENGTH,                false
            80, REFUSED,       LENGTH,                false
            82, REFUSED,       LENGTH,                false
            83, REFUSED,       FORMAT,                false
            84, REFUSED,       CHECK_VALUE,           false
            A1, REFUSED,       FORMAT,                false
            A2, REFUSED,       POLICY,                false
            A3, REFUSED,       POLICY,                false
            A4, REFUSED,       NOT_AUTHENTIC,         false
            A5, REFUSED,       LENGTH,                false
            A6, REFUSED,       USAGE,                 false
            A7, REFUSED,       ALGORITHM,             false
            A8, REFUSED,       USAGE,                 false
            A9, REFUSED,       FORMAT,                false
            AA, REFUSED,       POLICY,                false
            BB, REFUSED,       USAGE,                 false
            ZZ, MALFUNCTION,   OTHER,                 false""")
    void eachErrorCodeHasItsMeaning(String code, Reason reason, Fault fault, boolean isOfTheBox) {
        HsmException thrown = BoxError.thrown(code, "CC", "zpk.issuer");
        assertEquals(reason, thrown.reason());
        assertEquals(fault, thrown.fault());
        assertEquals(isOfTheBox, BoxError.isOfTheBox(code));
        assertTrue(thrown.getMessage().contains("zpk.issuer: CC ended with"), thrown.getMessage());
    }

    /** What comes over a line may be anything: it is not put into a message. */
    @Test
    void anUnknownCodeIsNotRepeated() {
        HsmException thrown = BoxError.thrown("\n9", "CC", "zpk.issuer");
        assertFalse(thrown.getMessage().contains("\n"));
    }
}
