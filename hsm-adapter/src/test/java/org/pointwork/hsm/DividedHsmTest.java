package org.pointwork.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.software.SoftwareHsm;

class DividedHsmTest {
    private static final byte[] DATA = {1, 2, 3};
    private static final MacKey MAC = new MacKey("zak.one");
    private static final TokenKey TOKEN = new TokenKey("token.one");
    private static final SealKey SEAL = new SealKey("seal.one");

    private final SoftwareHsm payments = SoftwareHsm.open(Profile.DEVELOPMENT);
    private final SoftwareHsm vault = SoftwareHsm.open(Profile.DEVELOPMENT);
    private final Hsm both = new DividedHsm(payments, vault);

    @AfterEach
    void close() {
        both.close();
    }

    /** The modules' keys differ, so each answer says who gave it. */
    @Test
    void pseudonymsAndSealsAreTheVaults() {
        vault.load(TOKEN, KeyAlgorithm.AES256, "0123456789abcdef0123456789ABCDEF".getBytes(US_ASCII));
        vault.load(SEAL, KeyAlgorithm.AES128, "0123456789abcdef".getBytes(US_ASCII));
        assertArrayEquals(vault.pseudonym(TOKEN, DATA), both.pseudonym(TOKEN, DATA));
        assertArrayEquals(DATA, vault.open(SEAL, both.seal(SEAL, DATA, DATA), DATA));
        assertArrayEquals(DATA, both.open(SEAL, vault.seal(SEAL, DATA, DATA), DATA));
        assertEquals(vault.check(TOKEN), both.check(TOKEN));
        assertEquals(vault.check(SEAL), both.toFinish().check(SEAL));
    }

    @Test
    void allElseIsThePaymentHsms() {
        payments.load(MAC, KeyAlgorithm.AES128, "0123456789abcdef".getBytes(US_ASCII));
        assertArrayEquals(
                payments.mac(MAC, MacAlgorithm.CMAC, DATA, 0, 3), both.mac(MAC, MacAlgorithm.CMAC, DATA, 0, 3));
        assertEquals(payments.check(MAC), both.check(MAC));
        vault.load(new PinKey("zpk.one"), KeyAlgorithm.AES128, "0123456789abcdef".getBytes(US_ASCII));
        var missing = assertThrows(HsmException.class, () -> both.check(new PinKey("zpk.one")));
        assertEquals(Reason.KEY_MISSING, missing.reason());
    }

    @Test
    void macsMayBeTheVaultsAndThoseOfTerminalsAreNot() {
        var nearby = new DividedHsm(payments, vault, vault);
        vault.load(MAC, KeyAlgorithm.AES128, "0123456789abcdef".getBytes(US_ASCII));
        byte[] mac = vault.mac(MAC, MacAlgorithm.CMAC, DATA, 0, 3);
        assertArrayEquals(mac, nearby.mac(MAC, MacAlgorithm.CMAC, DATA, 0, 3));
        assertTrue(nearby.toFinish().verifyMac(MAC, MacAlgorithm.CMAC, DATA, 0, 3, mac));
        assertEquals(vault.check(MAC), nearby.check(MAC));
        var base = new BaseKey("bdk.one");
        payments.load(base, KeyAlgorithm.AES128, "0123456789abcdef".getBytes(US_ASCII));
        var terminal = new DukptKey(base, new Ksn("123456789012345600000001"), DukptKey.Way.REQUEST);
        assertArrayEquals(
                payments.mac(terminal, MacAlgorithm.CMAC, DATA, 0, 3),
                nearby.mac(terminal, MacAlgorithm.CMAC, DATA, 0, 3));
        assertThrows(
                IllegalArgumentException.class,
                () -> new DividedHsm(payments, vault, SoftwareHsm.open(Profile.DEVELOPMENT)));
    }

    @Test
    void isUpWhereBothAreAndDoesWhatEitherDoes() {
        assertEquals(State.UP, both.health().state());
        assertTrue(both.capabilities().contains(Capability.SEAL));
        assertTrue(both.capabilities().contains(Capability.PIN_TRANSLATE));
    }
}
