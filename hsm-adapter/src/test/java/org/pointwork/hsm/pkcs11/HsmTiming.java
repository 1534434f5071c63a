package org.pointwork.hsm.pkcs11;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.SealKey;
import org.pointwork.hsm.TokenKey;

/** Measures each operation: {@code HsmTiming [sessions]}. The README quotes its figures. */
final class HsmTiming {
    private static final PinKey PIN_A = new PinKey("zpk.a");
    private static final PinKey PIN_B = new PinKey("zpk.b");
    private static final MacKey MAC = new MacKey("zak");
    private static final TokenKey TOKEN = new TokenKey("token");
    private static final SealKey SEAL = new SealKey("seal");
    private static final byte[] PAN = "5555555551234567".getBytes(US_ASCII);
    private static final CvvKey CVV = new CvvKey("cvk");
    private static final IssuerKey CHIP = new IssuerKey("imk", IssuerKey.Role.CRYPTOGRAM);
    private static final ChipCard CARD = new ChipCard(PAN, 1, ChipCard.Option.A);
    private static final byte[] MESSAGE = new byte[200];
    private static final byte[] ROW = new byte[16];

    private HsmTiming() {}

    public static void main(String[] args) throws Exception {
        var softHsm = SoftHsm.prepare(
                Files.createTempDirectory("hsm-timing"),
                Path.of(System.getProperty("user.home"), ".cache", "pointwork", "softhsm"));
        softHsm.ensureToken("timing", "12345678".toCharArray(), "1234".toCharArray());
        var token = Pkcs11Config.of(softHsm.module(), "timing", TokenPin.of("1234".toCharArray()))
                .withWaiting(Duration.ofSeconds(10), 10_000);
        if (args.length > 0) {
            token = token.withSessions(Integer.parseInt(args[0]));
        }
        try (var loader = KeyLoader.open(token)) {
            loader.generateKey(PIN_A, KeyAlgorithm.TDES2);
            loader.generateKey(PIN_B, KeyAlgorithm.TDES2);
            loader.generateKey(MAC, KeyAlgorithm.TDES2);
            loader.generateKey(TOKEN, KeyAlgorithm.AES256);
            loader.generateKey(SEAL, KeyAlgorithm.AES256);
            loader.generateKey(CVV, KeyAlgorithm.TDES2);
            loader.generateKey(CHIP, KeyAlgorithm.TDES2);
        }
        try (var hsm = Pkcs11Hsm.open(token)) {
            byte[] block = hsm.encipherPin(PIN_A, "1234".getBytes(US_ASCII), PAN);
            byte[] sealed = hsm.seal(SEAL, PAN, ROW);
            for (int threads : new int[] {1, 2, 100}) {
                report(threads, "retail MAC, 200 bytes", () -> hsm.mac(MAC, MacAlgorithm.RETAIL, MESSAGE, 0, 200));
                report(threads, "CMAC, 200 bytes", () -> hsm.mac(MAC, MacAlgorithm.CMAC, MESSAGE, 0, 200));
                report(
                        threads,
                        "PIN translation",
                        () -> hsm.translatePin(PIN_A, PinFormat.ISO_0, PIN_B, PinFormat.ISO_0, block, PAN));
                report(threads, "pseudonym", () -> hsm.pseudonym(TOKEN, PAN));
                report(threads, "seal", () -> hsm.seal(SEAL, PAN, ROW));
                report(threads, "open", () -> hsm.open(SEAL, sealed, ROW));
                report(threads, "CVV", () -> hsm.cardCode(CVV, new CardCode(PAN, "3012", "201")));
                for (var request : List.of(request(CryptogramVersion.VISA_10), request(CryptogramVersion.VISA_18))) {
                    report(threads, "ARQC " + request.version(), () -> hsm.verifyCryptogram(CHIP, CARD, request));
                }
                report(threads, "a whole transaction", () -> {
                    for (int i = 0; i < 4; i++) {
                        hsm.mac(MAC, MacAlgorithm.RETAIL, MESSAGE, 0, 200);
                    }
                    hsm.translatePin(PIN_A, PinFormat.ISO_0, PIN_B, PinFormat.ISO_0, block, PAN);
                    hsm.pseudonym(TOKEN, PAN);
                    hsm.seal(SEAL, PAN, ROW);
                });
            }
        }
    }

    private static ChipRequest request(CryptogramVersion version) {
        return new ChipRequest(version, 28, new byte[4], new byte[40], new byte[8]);
    }

    private static void report(int threads, String what, Runnable operation) throws InterruptedException {
        run(threads, operation, 20_000 / threads);
        int each = 60_000 / threads;
        long cpu = cpuNanos();
        double micros = run(threads, operation, each) / 1_000.0 / (each * (double) threads);
        double cpuMicros = (cpuNanos() - cpu) / 1_000.0 / (each * (double) threads);
        PrintStream out = System.out;
        out.printf(
                "%3d threads  %-22s %6.2f us each, %6.2f us of CPU, %,.0f a second%n",
                threads, what, micros, cpuMicros, 1e6 / micros);
    }

    private static long cpuNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Nanoseconds until all threads have done it so often. */
    private static long run(int threads, Runnable operation, int each) throws InterruptedException {
        var done = new CountDownLatch(threads);
        long start = System.nanoTime();
        IntStream.range(0, threads).forEach(_ -> Thread.ofVirtual().start(() -> {
            for (int i = 0; i < each; i++) {
                operation.run();
            }
            done.countDown();
        }));
        done.await();
        return System.nanoTime() - start;
    }
}
