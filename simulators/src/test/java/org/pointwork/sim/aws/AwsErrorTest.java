package org.pointwork.sim.aws;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.aws.AwsConfig;
import org.pointwork.hsm.aws.AwsConfig.Endpoints;
import org.pointwork.hsm.aws.AwsHsm;

/** What callers hear when the service throttles, fails or says nothing. */
class AwsErrorTest {
    private static final MacKey KEY = new MacKey("zak.issuer");
    private static final byte[] MESSAGE = HexFormat.of().parseHex("6BC1BEE22E409F96E93D7E117393172A");
    private static final int ATTEMPTS = 3;

    private final Account account = new Account();

    @BeforeEach
    void load() {
        account.load(KEY, KeyAlgorithm.AES128, HexFormat.of().parseHex("2B7E151628AED2A6ABF7158809CF4F3C"));
    }

    @AfterEach
    void close() {
        account.close();
    }

    private byte[] mac() {
        return mac(account.hsm());
    }

    private static byte[] mac(AwsHsm hsm) {
        return hsm.mac(KEY, MacAlgorithm.CMAC, MESSAGE, 0, MESSAGE.length);
    }

    @ParameterizedTest
    @CsvSource({
        // fault,        times, reason,       fault,   requests of the data plane
        "THROTTLE,       3,     BUSY,         OTHER,   3",
        "INTERNAL,       3,     UNAVAILABLE,  OTHER,   3",
        "ACCESS_DENIED,  1,     REFUSED,      POLICY,  1",
    })
    void isToldByReason(AwsFault fault, int times, Reason reason, HsmException.Fault kind, int requests) {
        mac();
        int before = account.sim().requests();
        account.sim().fail(fault, times);
        var e = assertThrows(HsmException.class, this::mac);
        assertEquals(reason, e.reason());
        assertEquals(kind, e.fault());
        assertEquals(requests, account.sim().requests() - before);
        assertArrayEquals(HexFormat.of().parseHex("070A16B46B4D4144"), mac());
    }

    @Test
    void triesAgainAndIsHeardByNobody() {
        mac();
        account.sim().fail(AwsFault.THROTTLE, ATTEMPTS - 1);
        assertArrayEquals(HexFormat.of().parseHex("070A16B46B4D4144"), mac());
    }

    @Test
    void answersThatAreNoneAreNotBelieved() {
        mac();
        account.sim().fail(AwsFault.NONSENSE, ATTEMPTS);
        var e = assertThrows(HsmException.class, this::mac);
        assertFalse(e.reason() == Reason.REFUSED, e::getMessage);
    }

    @Test
    void silenceIsUnavailable() {
        account.sim().fail(AwsFault.SILENCE, 1);
        try (var hsm = AwsHsm.open(impatient(account.endpoints()), Account.CREDENTIALS)) {
            assertEquals(
                    Reason.UNAVAILABLE,
                    assertThrows(HsmException.class, () -> mac(hsm)).reason());
            assertArrayEquals(HexFormat.of().parseHex("070A16B46B4D4144"), mac(hsm));
        }
    }

    @Test
    void aServiceThatIsNotThereIsUnavailableAndDown() {
        var gone = AwsSim.start(Account.REGION, 0);
        var endpoints = new Endpoints(gone.endpoint(), gone.endpoint());
        gone.close();
        try (var hsm = AwsHsm.open(impatient(endpoints), Account.CREDENTIALS)) {
            assertEquals(
                    Reason.UNAVAILABLE,
                    assertThrows(HsmException.class, () -> mac(hsm)).reason());
            assertEquals(State.DOWN, hsm.health().state());
        }
        assertEquals(State.UP, account.hsm().health().state());
    }

    @Test
    void whoeverFindsNoRoomIsToldThatItIsBusy() throws InterruptedException {
        var config = new AwsConfig(
                Optional.of(Account.REGION),
                Optional.of(account.endpoints()),
                "alias/pointwork-",
                1,
                5,
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1));
        try (var hsm = AwsHsm.open(config, Account.CREDENTIALS)) {
            account.sim().fail(AwsFault.SILENCE, 5);
            var first = Thread.ofVirtual().start(() -> assertThrows(HsmException.class, () -> mac(hsm)));
            while (account.sim().requests() == 0) {
                Thread.onSpinWait();
            }
            assertEquals(
                    Reason.BUSY,
                    assertThrows(HsmException.class, () -> mac(hsm)).reason());
            first.join();
            assertEquals(1, hsm.health().busy());
        }
    }

    private static AwsConfig impatient(Endpoints endpoints) {
        return new AwsConfig(
                Optional.of(Account.REGION),
                Optional.of(endpoints),
                "alias/pointwork-",
                4,
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1));
    }
}
