package org.pointwork.bench.scan;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pointwork.bench.scan.ByteScan.Hit;
import org.pointwork.bench.scan.Secret.Nature;

class ByteScanTest {
    private static final int BUFFER_BYTES = 1 << 20;
    private static final String PAN = "4000001234567899";
    private static final String TRACK = PAN + "=28122011234500000";
    private static final byte[] KEY = HexFormat.of().parseHex("FB0123456789ABFFEDCBA9876543217E");
    private static final byte[] BLOCK = HexFormat.of().parseHex("FBEF3E910B77C2A8");
    private static final List<Secret> SECRETS = List.of(
            new Secret("the PAN", Nature.DIGITS, PAN.getBytes(US_ASCII)),
            new Secret("the track", Nature.DIGITS, TRACK.getBytes(US_ASCII)),
            new Secret("the key", Nature.BYTES, KEY),
            new Secret("the block", Nature.BYTES, BLOCK));

    @TempDir
    Path folder;

    static Stream<Arguments> planted() {
        return Stream.of(
                Arguments.of("the PAN as plain", PAN.getBytes(US_ASCII)),
                Arguments.of("the PAN as BCD", hex(PAN)),
                Arguments.of("the PAN as BCD, odd nibble", hex("F" + PAN + "D")),
                Arguments.of(
                        "the PAN as hex",
                        HexFormat.of().formatHex(PAN.getBytes(US_ASCII)).getBytes(US_ASCII)),
                Arguments.of("the PAN as EBCDIC", PAN.getBytes(Charset.forName("IBM037"))),
                Arguments.of("the PAN as base64", base64(PAN.getBytes(US_ASCII), 0)),
                Arguments.of("the PAN as base64", base64(PAN.getBytes(US_ASCII), 1)),
                Arguments.of("the PAN as base64", base64(PAN.getBytes(US_ASCII), 2)),
                Arguments.of("the PAN as base64 of BCD", base64(hex(PAN), 2)),
                Arguments.of("the track as plain", TRACK.getBytes(US_ASCII)),
                Arguments.of(
                        "the track as the one with D", TRACK.replace('=', 'D').getBytes(US_ASCII)),
                Arguments.of("the track as BCD", hex(TRACK.replace('=', 'D'))),
                Arguments.of("the track as BCD, odd nibble", hex("0" + TRACK.replace('=', 'D') + "0")),
                Arguments.of("the key as plain", KEY),
                Arguments.of("the key as hex", HexFormat.of().formatHex(KEY).getBytes(US_ASCII)),
                Arguments.of(
                        "the key as hex, upper case",
                        HexFormat.of().withUpperCase().formatHex(KEY).getBytes(US_ASCII)),
                Arguments.of("the key as base64", base64(KEY, 1)),
                Arguments.of("the key as base64url", Base64.getUrlEncoder().encode(KEY)),
                Arguments.of("the block as plain", BLOCK),
                Arguments.of("the block as base64", base64(BLOCK, 0)),
                Arguments.of("the block as base64", base64(BLOCK, 1)),
                Arguments.of("the block as base64", base64(BLOCK, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("planted")
    void findsEachFormWhereverItLies(String what, byte[] bytes) throws IOException {
        for (int at : new int[] {
            0, 1, 4096, BUFFER_BYTES - 1, BUFFER_BYTES - bytes.length, BUFFER_BYTES - 3, 2 * BUFFER_BYTES - 9
        }) {
            byte[] file = new byte[3 * BUFFER_BYTES + 17];
            System.arraycopy(bytes, 0, file, at, bytes.length);
            Files.write(folder.resolve("spool"), file);

            List<Hit> hits = scan().hits();

            assertTrue(hits.stream().anyMatch(hit -> hit.what().equals(what)), () -> what + " at " + at + ": " + hits);
            assertEquals(hits.size(), Set.copyOf(hits).size(), "each once");
        }
    }

    @Test
    void findsWhatEndsTheFile() throws IOException {
        byte[] file = new byte[BUFFER_BYTES + 500];
        System.arraycopy(KEY, 0, file, file.length - KEY.length, KEY.length);
        Files.write(folder.resolve("spool"), file);

        assertEquals(
                List.of(new Hit(folder.resolve("spool"), file.length - KEY.length, "the key as plain")), scan().hits());
    }

    @Test
    void findsNothingWhereThereIsNothing() throws IOException {
        byte[] noise = new byte[8 * BUFFER_BYTES];
        new Random(1).nextBytes(noise);
        Files.write(folder.resolve("noise"), noise);
        Files.writeString(folder.resolve("log"), "pan=400000******7899 ".repeat(10_000));
        Files.writeString(folder.resolve("near"), (PAN.substring(0, 15) + " ").repeat(10_000));
        Files.createFile(folder.resolve("empty"));

        ByteScan.Result result = scan();

        assertEquals(List.of(), result.hits());
        assertEquals(4, result.files());
    }

    @Test
    void leavesOutWhatItIsTold() throws IOException {
        Path skipped = Files.createDirectories(folder.resolve("programs"));
        Files.writeString(skipped.resolve("file"), PAN);

        assertEquals(
                List.of(), new ByteScan(SECRETS).scan(folder, Set.of(skipped)).hits());
        assertFalse(scan().hits().isEmpty());
    }

    @Test
    void aHitNamesTheSecretAndNeverShowsIt() throws IOException {
        Files.writeString(folder.resolve("spool"), "x" + PAN);

        assertEquals(
                folder.resolve("spool") + " at 1: the PAN as plain",
                scan().hits().getFirst().toString());
    }

    @Test
    void readsHundredsOfMegabytesInSeconds() throws IOException {
        byte[] log = new byte[32 * BUFFER_BYTES];
        new Random(2).nextBytes(log);
        for (int i = 0; i < log.length / 2; i++) {
            log[i] = (byte) ('0' + (log[i] & 7)); // digits, as much alike to a PAN as can be
        }
        for (int i = 0; i < 8; i++) {
            Files.write(folder.resolve("log" + i), log);
        }
        long started = System.nanoTime();

        ByteScan.Result result = scan();

        double seconds = (System.nanoTime() - started) / 1e9;
        assertEquals(8L * log.length, result.bytes());
        System.getLogger("scan").log(System.Logger.Level.INFO, "{0} MB/s", Math.round(result.bytes() / 1e6 / seconds));
        assertTrue(seconds < 10, () -> "256 MB took " + seconds + " s");
    }

    private ByteScan.Result scan() throws IOException {
        return new ByteScan(SECRETS).scan(folder, Set.of());
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.substring(0, digits.length() & ~1));
    }

    private static byte[] base64(byte[] value, int before) {
        byte[] around = new byte[before + value.length + 5];
        new Random(before).nextBytes(around);
        System.arraycopy(value, 0, around, before, value.length);
        return Base64.getEncoder().encode(around);
    }
}
