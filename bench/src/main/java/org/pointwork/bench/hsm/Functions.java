package org.pointwork.bench.hsm;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DukptKey.Way;
import org.pointwork.hsm.Hsm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacSource;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PinPad;
import org.pointwork.hsm.dukpt.DukptPad;

/** What is measured: MACs over 200 bytes, DUKPT at a counter of 9 ones of 21, and of 8 of 32. */
@State(Scope.Thread)
public class Functions {
    private static final byte[] PAN = "4111111111111111".getBytes(US_ASCII);
    private static final byte[] PIN = "1234".getBytes(US_ASCII);
    private static final byte[] MESSAGE = new byte[200];
    private static final byte[] ROW = new byte[16];
    private static final String IBM_TABLE = "1234567890123456";
    private static final DukptKey TDES = new DukptKey(BenchKeys.BASE, new Ksn("FFFF9876543210EFF001"), Way.REQUEST);
    private static final DukptKey AES =
            new DukptKey(BenchKeys.AES_BASE, new Ksn("1234567890123456000000FF"), Way.REQUEST);
    private static final PinMethod PVV = new PinMethod.VisaPvv(BenchKeys.PVV, 1);
    private static final PinMethod IBM = new PinMethod.Ibm3624(BenchKeys.OFFSET, IBM_TABLE, 0, 16, 'F');

    private Hsm hsm;
    private byte[] block;
    private byte[] aesBlock;
    private byte[] dukptBlock;
    private byte[] aesDukptBlock;

    /** Blocks to work with, made by the module and by pads. */
    @Setup(Level.Trial)
    public void prepare(Modules modules) {
        hsm = modules.next();
        var pad = (PinPad) hsm;
        block = pad.encipherPin(BenchKeys.ZONE, PIN, PAN);
        aesBlock = pad.encipherPin(BenchKeys.AES_ZONE, PinFormat.ISO_4, PIN, PAN);
        dukptBlock = blockOfPad(TDES, PinFormat.ISO_0);
        aesDukptBlock = blockOfPad(AES, PinFormat.ISO_4);
    }

    private static byte[] blockOfPad(DukptKey key, PinFormat format) {
        var base = BenchKeys.ALL.stream()
                .filter(it -> it.name().equals(key.base()))
                .findFirst()
                .orElseThrow();
        byte[] initial = DukptPad.initialKey(base.algorithm(), base.clear(), key.ksn());
        try (var pad = new DukptPad(
                base.algorithm(), initial, key.ksn().withCounter(key.ksn().counter() - 1))) {
            return pad.encipherPin(format, PIN, PAN);
        }
    }

    private byte[] mac(MacSource key, MacAlgorithm algorithm) {
        return hsm.mac(key, algorithm, MESSAGE, 0, MESSAGE.length);
    }

    @Benchmark
    public byte[] pinTranslation() {
        return hsm.translatePin(BenchKeys.ZONE, PinFormat.ISO_0, BenchKeys.OTHER_ZONE, PinFormat.ISO_0, block, PAN);
    }

    @Benchmark
    public byte[] pinTranslationToAes() {
        return hsm.translatePin(BenchKeys.ZONE, PinFormat.ISO_0, BenchKeys.AES_ZONE, PinFormat.ISO_4, block, PAN);
    }

    @Benchmark
    public byte[] pinTranslationFromAes() {
        return hsm.translatePin(BenchKeys.AES_ZONE, PinFormat.ISO_4, BenchKeys.ZONE, PinFormat.ISO_0, aesBlock, PAN);
    }

    @Benchmark
    public byte[] pinTranslationDukptTdes() {
        return hsm.translatePin(TDES, PinFormat.ISO_0, BenchKeys.ZONE, PinFormat.ISO_0, dukptBlock, PAN);
    }

    @Benchmark
    public byte[] pinTranslationDukptAes() {
        return hsm.translatePin(AES, PinFormat.ISO_4, BenchKeys.ZONE, PinFormat.ISO_0, aesDukptBlock, PAN);
    }

    @Benchmark
    public boolean pinVerificationPvv() {
        return hsm.verifyPin(BenchKeys.ZONE, PinFormat.ISO_0, block, PAN, PVV, "1234");
    }

    @Benchmark
    public boolean pinVerificationIbm3624() {
        return hsm.verifyPin(BenchKeys.ZONE, PinFormat.ISO_0, block, PAN, IBM, "1234");
    }

    @Benchmark
    public byte[] macRetail() {
        return mac(BenchKeys.MAC, MacAlgorithm.RETAIL);
    }

    @Benchmark
    public byte[] macCbc() {
        return mac(BenchKeys.MAC, MacAlgorithm.CBC_PADDED);
    }

    @Benchmark
    public byte[] macCmacTdes() {
        return mac(BenchKeys.MAC, MacAlgorithm.CMAC);
    }

    @Benchmark
    public byte[] macCmacAes() {
        return mac(BenchKeys.AES_MAC, MacAlgorithm.CMAC);
    }

    @Benchmark
    public byte[] macHmac() {
        return mac(BenchKeys.HMAC, MacAlgorithm.HMAC_SHA256);
    }

    @Benchmark
    public byte[] macDukptTdes() {
        return mac(TDES, MacAlgorithm.RETAIL);
    }

    @Benchmark
    public byte[] macDukptAes() {
        return mac(AES, MacAlgorithm.CMAC);
    }

    @Benchmark
    public byte[] pseudonym() {
        return hsm.pseudonym(BenchKeys.TOKEN, PAN);
    }

    @Benchmark
    public byte[] seal() {
        return hsm.seal(BenchKeys.SEAL, PAN, ROW);
    }
}
