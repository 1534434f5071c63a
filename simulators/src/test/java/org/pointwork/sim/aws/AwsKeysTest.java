package org.pointwork.sim.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.KeyRef;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.TokenKey;

/** Our names and purposes against the service's aliases, usages and modes. */
class AwsKeysTest {
    private static final MacKey ZAK = new MacKey("zak.issuer");
    private static final PinKey ZPK = new PinKey("zpk.issuer");
    private static final byte[] CLEAR = HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210");
    private static final byte[] OTHER = HexFormat.of().parseHex("89ABCDEF0123456776543210FEDCBA98");
    private static final String RETAIL = "TR31_M3_ISO_9797_3_MAC_KEY";
    private static final byte[] PAN = "5555555551234567".getBytes(StandardCharsets.US_ASCII);
    private static final String PIN = "TR31_P0_PIN_ENCRYPTION_KEY";

    private final Account account = new Account(Duration.ofMillis(10));

    @AfterEach
    void close() {
        account.close();
    }

    private String add(String alias, String usage, Set<String> modes, byte[] clear) {
        return account.sim().add(alias, new AwsKeySpec(usage, modes, KeyAlgorithm.TDES2), clear);
    }

    private byte[] mac() {
        return account.hsm().mac(ZAK, MacAlgorithm.RETAIL, new byte[8], 0, 8);
    }

    private static String refusal(Runnable call) {
        var e = assertThrows(HsmException.class, call::run);
        return e.reason() + " " + e.fault();
    }

    @Test
    void dotsOfALabelAreUnderscoresOfItsAlias() {
        add("alias/pointwork-zak_issuer", RETAIL, Set.of("Generate", "Verify"), CLEAR);
        assertEquals(8, mac().length);
        assertEquals(new Kcv("08D7B4"), account.hsm().check(ZAK));
    }

    @Test
    void aMissingKeyIsMissingAndNotAskedForEachTime() {
        for (int i = 0; i < 5; i++) {
            assertEquals("KEY_MISSING OTHER", refusal(this::mac));
        }
        assertTrue(account.sim().requests() <= 5 * 2, () -> account.sim().requests() + " requests");
    }

    @Test
    void aKeyOfAnotherUsageIsRefused() {
        add("alias/pointwork-zak_issuer", PIN, Set.of("Encrypt", "Decrypt"), CLEAR);
        assertEquals("REFUSED USAGE", refusal(this::mac));
        assertEquals("REFUSED USAGE", refusal(() -> account.hsm().check(ZAK)));
    }

    @Test
    void aKeyOfTheOtherPurposeMayStandBehindTheLetters() {
        add("alias/pointwork-zak_issuer", "TR31_M6_ISO_9797_5_CMAC_KEY", Set.of("Generate"), CLEAR);
        add("alias/pointwork-zak_issuer/m3", RETAIL, Set.of("Generate"), CLEAR);
        assertEquals(8, mac().length);
    }

    @Test
    void modesOfUseAreHeld() {
        add("alias/pointwork-zak_issuer", RETAIL, Set.of("Verify"), CLEAR);
        assertEquals("REFUSED USAGE", refusal(this::mac));
        add("alias/pointwork-zpk_issuer", PIN, Set.of("Decrypt"), CLEAR);
        assertEquals("REFUSED USAGE", refusal(() -> account.hsm()
                .translatePin(ZPK, PinFormat.ISO_0, ZPK, PinFormat.ISO_3, new byte[8], PAN)));
    }

    @Test
    void aKeyWithoutRestrictionsDoesAll() {
        add("alias/pointwork-zak_issuer", RETAIL, Set.of("NoRestrictions"), CLEAR);
        assertEquals(8, mac().length);
    }

    @Test
    void aDisabledKeyIsRefused() {
        String arn = add("alias/pointwork-zak_issuer", RETAIL, Set.of("Generate"), CLEAR);
        account.sim().disable(arn);
        assertEquals("REFUSED POLICY", refusal(this::mac));
        assertEquals("REFUSED POLICY", refusal(() -> account.hsm().check(ZAK)));
    }

    @Test
    void anAliasThatMovesIsFollowed() {
        add("alias/pointwork-zak_issuer", RETAIL, Set.of("Generate"), CLEAR);
        byte[] before = mac();
        add("alias/pointwork-zak_issuer", RETAIL, Set.of("Generate"), OTHER);
        byte[] after = before;
        long giveUp = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (Arrays.equals(before, after) && System.nanoTime() < giveUp) {
            after = mac();
        }
        assertTrue(!Arrays.equals(before, after), "the old key is still used");
    }

    @Test
    void keysForWhichTheServiceHasNoUseAreNone() {
        KeyRef token = new TokenKey("tok");
        assertEquals("KEY_MISSING OTHER", refusal(() -> account.hsm().check(token)));
    }
}
