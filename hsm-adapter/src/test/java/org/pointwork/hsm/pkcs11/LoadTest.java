package org.pointwork.hsm.pkcs11;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.HsmException.Reason;
import org.pointwork.hsm.HsmHealth.State;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.pkcs11.Admission.Purpose;

/** Many callers at once: they agree, they wait in bounds, and a key replaced beneath them disturbs none. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LoadTest {
    private static final MacKey ZAK = new MacKey("zak");
    private static final String KEY_1 = "0123456789ABCDEFFEDCBA9876543210";
    private static final String KEY_2 = "89ABCDEF01234567FEDCBA9876543210";
    private static final byte[] DATA = new byte[160];
    private Pkcs11Config token;

    @BeforeEach
    void load() {
        token = TestToken.fresh();
        TestToken.load(token, ZAK, KeyAlgorithm.TDES2, KEY_1);
    }

    @Test
    void aThousandVirtualThreadsAgree() throws Exception {
        byte[] expected = ClearCrypto.retailMac(HexFormat.of().parseHex(KEY_1), DATA);
        try (var hsm = Pkcs11Hsm.open(token);
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<byte[]>>();
            for (int i = 0; i < 1_000; i++) {
                results.add(executor.submit(() -> {
                    byte[] last = {};
                    for (int j = 0; j < 10; j++) {
                        last = mac(hsm);
                        assertArrayEquals(expected, last);
                    }
                    return last;
                }));
            }
            for (var result : results) {
                assertArrayEquals(expected, result.get());
            }
            var health = hsm.health();
            assertEquals(State.UP, health.state());
            assertEquals(0, health.failures());
            assertTrue(health.operations() >= 10_000);
        }
    }

    @Test
    void aKeyReplacedUnderLoad() throws Exception {
        byte[] mac1 = ClearCrypto.retailMac(HexFormat.of().parseHex(KEY_1), DATA);
        byte[] mac2 = ClearCrypto.retailMac(HexFormat.of().parseHex(KEY_2), DATA);
        var done = new AtomicBoolean();
        try (var hsm = Pkcs11Hsm.open(token.withKeyRefresh(Duration.ofMillis(10)));
                var loader = KeyLoader.open(token);
                var executor = Executors.newFixedThreadPool(8)) {
            Callable<Integer> user = () -> {
                int count = 0;
                while (!done.get()) {
                    byte[] mac = mac(hsm);
                    assertTrue(Arrays.equals(mac1, mac) || Arrays.equals(mac2, mac), "a mix");
                    count++;
                }
                return count;
            };
            var users = new ArrayList<Future<Integer>>();
            for (int i = 0; i < 8; i++) {
                users.add(executor.submit(user));
            }
            try {
                for (int i = 1; i <= 40; i++) {
                    TestToken.load(loader, ZAK, KeyAlgorithm.TDES2, i % 2 == 0 ? KEY_1 : KEY_2);
                    Thread.sleep(15);
                    awaitMac(hsm, i % 2 == 0 ? mac1 : mac2);
                }
            } finally {
                done.set(true);
            }
            for (var each : users) {
                assertTrue(each.get() > 0);
            }
        }
    }

    @Test
    void busyWithinTheBound() throws Exception {
        var small = token.withSessions(1).withWaiting(Duration.ofMillis(100), 1);
        var connection = TokenConnection.open(small, false);
        var inside = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder = executor.submit(() -> connection.run("holder", (_, _) -> {
                inside.countDown();
                return await(release);
            }));
            inside.await();
            var waiter = executor.submit(() -> timedRefusal(connection));
            awaitWaiting(connection, 1);
            assertTrue(timedRefusal(connection) < 50, "too many waiting: at once");
            long waited = waiter.get();
            assertTrue(waited >= 90 && waited < 1_000, "waited too long: after the bound, " + waited + " ms");
            release.countDown();
            assertEquals(true, holder.get());
            assertEquals("free", connection.run("after", (_, _) -> "free"));
            assertEquals(2, connection.counters().busy());
        } finally {
            connection.close();
        }
    }

    @Test
    void whatFinishesWorkIsServedWhenWhatBeginsItIsRefused() throws Exception {
        var connection = TokenConnection.open(token.withSessions(1).withWaiting(Duration.ofSeconds(20), 1), false);
        var inside = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder = executor.submit(() -> connection.run("holder", (_, _) -> {
                inside.countDown();
                return await(release);
            }));
            inside.await();
            var beginner = executor.submit(() -> connection.run("beginner", (_, _) -> "begun"));
            awaitWaiting(connection, 1);
            assertEquals(
                    Reason.BUSY,
                    assertThrows(HsmException.class, () -> connection.run("beginner", (_, _) -> ""))
                            .reason());
            var finisher = executor.submit(() -> connection.run(Purpose.FINISH, "finisher", (_, _) -> "finished"));
            awaitWaiting(connection, 2);
            release.countDown();
            assertEquals("finished", finisher.get());
            assertEquals("begun", beginner.get());
            assertEquals(true, holder.get());
        } finally {
            connection.close();
        }
    }

    /** Newcomers pass those who wait, but not for ever. */
    @Test
    void whoWaitsGetsInThoughOthersNeverPause() throws Exception {
        var admission = new Admission(token.withSessions(1).withWaiting(Duration.ofSeconds(20), 10));
        var done = new AtomicBoolean();
        try (var executor = Executors.newFixedThreadPool(3)) {
            admission.enter(Purpose.BEGIN, "holder");
            var waiter = executor.submit(() -> {
                admission.enter(Purpose.BEGIN, "waiter");
                admission.leave();
                return "in";
            });
            while (admission.waiting() == 0) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 2; i++) {
                executor.submit(() -> {
                    while (!done.get()) {
                        admission.enter(Purpose.BEGIN, "newcomer");
                        admission.leave();
                    }
                });
            }
            admission.leave();
            assertEquals("in", waiter.get());
            done.set(true);
        }
        assertEquals(0, admission.waiting());
    }

    private static void awaitWaiting(TokenConnection connection, int callers) {
        while (connection.counters().waiting() < callers) {
            Thread.onSpinWait();
        }
    }

    /** The new key is used once the trust in the old handle has run out. */
    private static void awaitMac(Pkcs11Hsm hsm, byte[] expected) throws InterruptedException {
        for (int i = 0; i < 500 && !Arrays.equals(expected, mac(hsm)); i++) {
            Thread.sleep(1);
        }
        assertArrayEquals(expected, mac(hsm));
    }

    private static long timedRefusal(TokenConnection connection) {
        long start = System.nanoTime();
        var e = assertThrows(HsmException.class, () -> connection.run("waiter", (_, _) -> ""));
        assertEquals(Reason.BUSY, e.reason());
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] mac(Pkcs11Hsm hsm) {
        return hsm.mac(ZAK, MacAlgorithm.RETAIL, DATA, 0, DATA.length);
    }
}
