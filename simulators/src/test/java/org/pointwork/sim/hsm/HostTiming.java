package org.pointwork.sim.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;

/** Not a test: PIN translations a second through adapter, loopback and simulator, by how many callers there are. */
final class HostTiming {
    private static final int CALLS = 200_000;
    private static final PinKey FROM = new PinKey("zpk.one");
    private static final PinKey TO = new PinKey("zpk.two");
    private static final byte[] PAN = "4000001234567899".getBytes(US_ASCII);

    private HostTiming() {}

    public static void main(String[] args) throws Exception {
        try (Boxed boxed = Boxed.of(1, true, 4, 64, Duration.ofSeconds(5), Duration.ofSeconds(1))) {
            boxed.load(FROM, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
            boxed.load(TO, KeyAlgorithm.TDES2, HexFormat.of().parseHex("B0F4A4B6E9D5C7A2D3BF8C1A6E4F2075"));
            // PIN 1234 in format 1 would do as well: any block that deciphers to one of this PAN
            byte[] block = made();
            for (int callers : new int[] {1, 1, 16, 64, 64}) {
                System.out.printf("%3d callers: %s%n", callers, run(boxed, block, callers));
            }
        }
    }

    private static byte[] made() {
        try (var direct = org.pointwork.hsm.software.SoftwareHsm.open(org.pointwork.hsm.Profile.DEVELOPMENT)) {
            direct.load(FROM, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
            return direct.encipherPin(FROM, PinFormat.ISO_0, "1234".getBytes(US_ASCII), PAN);
        }
    }

    private static String run(Boxed boxed, byte[] block, int callers) throws InterruptedException {
        int calls = callers == 1 ? CALLS / 10 : CALLS;
        AtomicInteger left = new AtomicInteger(calls);
        CountDownLatch done = new CountDownLatch(callers);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    boxed.hsm.translatePin(FROM, PinFormat.ISO_0, TO, PinFormat.ISO_0, block, PAN);
                }
                done.countDown();
            });
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuMicros = (cpuNanos() - cpu) / 1e3 / calls;
        return "%,.0f a second, %.1f us each for a caller, %.1f us of CPU for both ends"
                .formatted(calls / seconds, seconds * 1e6 * callers / calls, cpuMicros);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
