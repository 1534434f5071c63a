package org.pointwork.sim.aws;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.aws.AwsHsm;

/** Not a test: PIN translations a second through adapter, SDK, loopback and simulator. The service itself is farther away. */
final class AwsTiming {
    private static final int CALLS = 20_000;
    private static final PinKey FROM = new PinKey("zpk.one");
    private static final PinKey TO = new PinKey("zpk.two");
    private static final byte[] PAN = "5555555551234567".getBytes(StandardCharsets.US_ASCII);
    /** The suite's, PIN 1234 in format 0. */
    private static final byte[] BLOCK = HexFormat.of().parseHex("230B4C43B8BA2C5C");

    private AwsTiming() {}

    public static void main(String[] args) throws InterruptedException {
        long before = System.nanoTime();
        try (var account = new Account()) {
            account.load(FROM, KeyAlgorithm.TDES2, HexFormat.of().parseHex("0123456789ABCDEFFEDCBA9876543210"));
            account.load(TO, KeyAlgorithm.TDES2, HexFormat.of().parseHex("B0F4A4B6E9D5C7A2D3BF8C1A6E4F2075"));
            long opening = System.nanoTime();
            AwsHsm hsm = account.hsm();
            long opened = System.nanoTime();
            translate(hsm);
            System.out.printf(
                    "simulator %d ms, adapter opened in %d ms, first translation %d ms%n",
                    (opening - before) / 1_000_000,
                    (opened - opening) / 1_000_000,
                    (System.nanoTime() - opened) / 1_000_000);
            for (int callers : new int[] {1, 1, 4, 4}) {
                System.out.printf("%3d callers: %s%n", callers, run(hsm, callers));
            }
        }
    }

    private static void translate(AwsHsm hsm) {
        hsm.translatePin(FROM, PinFormat.ISO_0, TO, PinFormat.ISO_0, BLOCK, PAN);
    }

    private static String run(AwsHsm hsm, int callers) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(CALLS);
        CountDownLatch done = new CountDownLatch(callers);
        long cpu = cpuNanos();
        long start = System.nanoTime();
        for (int i = 0; i < callers; i++) {
            Thread.ofVirtual().start(() -> {
                while (left.getAndDecrement() > 0) {
                    translate(hsm);
                }
                done.countDown();
            });
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        return "%,.0f a second, %.0f us each for a caller, %.0f us of CPU for both ends"
                .formatted(CALLS / seconds, seconds * 1e6 * callers / CALLS, (cpuNanos() - cpu) / 1e3 / CALLS);
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
