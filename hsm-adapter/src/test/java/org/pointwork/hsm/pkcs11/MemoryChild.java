package org.pointwork.hsm.pkcs11;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.pointwork.hsm.BaseKey;
import org.pointwork.hsm.CardCode;
import org.pointwork.hsm.ChipAnswer;
import org.pointwork.hsm.ChipCard;
import org.pointwork.hsm.ChipCard.Option;
import org.pointwork.hsm.ChipRequest;
import org.pointwork.hsm.CryptogramVersion;
import org.pointwork.hsm.CvvKey;
import org.pointwork.hsm.DukptKey;
import org.pointwork.hsm.DynamicCode;
import org.pointwork.hsm.HsmException;
import org.pointwork.hsm.IssuerKey;
import org.pointwork.hsm.IssuerKey.Role;
import org.pointwork.hsm.Kcv;
import org.pointwork.hsm.KeyAlgorithm;
import org.pointwork.hsm.Ksn;
import org.pointwork.hsm.MacAlgorithm;
import org.pointwork.hsm.MacKey;
import org.pointwork.hsm.PinChange;
import org.pointwork.hsm.PinFormat;
import org.pointwork.hsm.PinKey;
import org.pointwork.hsm.PinMethod;
import org.pointwork.hsm.PvvKey;
import org.pointwork.hsm.ZoneKey;
import org.pointwork.hsm.ZoneKeys.Cryptogram;

/**
 * The process whose memory {@link ClearValuesTest} looks through. It is told what to do line by line, does it once, and
 * waits. What it is told is no secret; secrets that a function takes in the clear come in a file, which is mapped,
 * and are wiped here as a caller has to.
 */
final class MemoryChild implements AutoCloseable {
    static final byte[] PAN = "4123456789012345".getBytes(US_ASCII);
    static final ChipCard CARD = new ChipCard(PAN, 1, Option.A);
    static final byte[] DATA = HexFormat.of().parseHex("0000000040000000000000000124800004800001241911050152BF4585");
    static final byte[] UNPREDICTABLE = HexFormat.of().parseHex("52BF4585");
    static final byte[] COMMAND = HexFormat.of().parseHex("8424000008");
    static final int ATC = 0x1C;

    private final Pkcs11Config config;
    private final Pkcs11Hsm hsm;
    private final KeyLoader loader;
    private byte[] kept = {};
    private MemorySegment keptOutside = MemorySegment.NULL;

    private MemoryChild(Pkcs11Config config) {
        this.config = config;
        this.hsm = Pkcs11Hsm.open(config);
        this.loader = KeyLoader.open(config);
    }

    public static void main(String[] arguments) throws IOException {
        var config = Pkcs11Config.of(Path.of(arguments[0]), arguments[1], TokenPin.of(TestToken.PIN.toCharArray()));
        try (var child = new MemoryChild(config);
                var told = new BufferedReader(new InputStreamReader(System.in, US_ASCII))) {
            System.out.println("ready");
            for (String line = told.readLine(); line != null; line = told.readLine()) {
                System.out.println(child.did(line.split(" ")));
            }
        }
    }

    private String did(String[] words) {
        try {
            obey(words);
            return "done";
        } catch (HsmException | IOException e) {
            return e.toString();
        }
    }

    private void obey(String[] words) throws IOException {
        switch (words[0]) {
            case "keep" -> withSecret(words[1], secret -> kept = secret.clone());
            case "keepOutside" ->
                withSecret(words[1], secret -> keptOutside = Arena.global().allocateFrom(JAVA_BYTE, secret));
            case "forget" -> {
                Arrays.fill(kept, (byte) 0);
                keptOutside.fill((byte) 0);
            }
            case "importKey" ->
                withSecret(
                        words[1],
                        secret -> loader.importKey(
                                new MacKey("tak.imported"), KeyAlgorithm.TDES2, secret, new Kcv(words[2])));
            case "receive" ->
                loader.receive(
                        new ZoneKey("zmk"),
                        new MacKey("tak.received"),
                        new Cryptogram(hex(words[1]), new Kcv(words[2])));
            case "mac" -> hsm.mac(new MacKey("tak"), MacAlgorithm.RETAIL, DATA, 0, DATA.length);
            case "translatePin" ->
                hsm.translatePin(
                        new PinKey("zpk.from"),
                        PinFormat.ISO_0,
                        new PinKey("zpk.to"),
                        PinFormat.ISO_0,
                        hex(words[1]),
                        PAN);
            case "encipherPin" ->
                withSecret(words[1], secret -> hsm.encipherPin(new PinKey("zpk.from"), PinFormat.ISO_0, secret, PAN));
            case "pinReference" ->
                hsm.pinReference(
                        new PinKey("zpk.from"),
                        PinFormat.ISO_0,
                        hex(words[1]),
                        PAN,
                        new PinMethod.VisaPvv(new PvvKey("pvk"), 1));
            case "dukptMac" ->
                hsm.mac(
                        new DukptKey(new BaseKey("bdk"), new Ksn("FFFF9876543210E00008"), DukptKey.Way.REQUEST),
                        MacAlgorithm.RETAIL,
                        DATA,
                        0,
                        DATA.length);
            case "verifyCardCode" ->
                hsm.verifyCardCode(new CvvKey("cvk"), new CardCode(PAN, "3012", "201"), "000".getBytes(US_ASCII));
            case "verifyDynamicCode" ->
                hsm.verifyDynamicCode(
                        new IssuerKey("imk.dcv", Role.DYNAMIC_CODE),
                        CARD,
                        new DynamicCode(DynamicCode.Kind.CVC3, DATA, ATC, UNPREDICTABLE),
                        "00000".getBytes(US_ASCII));
            case "verifyCryptogram" -> hsm.verifyCryptogram(cryptogramKey(), CARD, request(words[1], words[2]));
            case "answerCryptogram" ->
                hsm.answerCryptogram(
                        cryptogramKey(), CARD, request(words[1], words[2]), new ChipAnswer.Method1(new byte[2]));
            case "scriptMac" ->
                hsm.scriptMac(new IssuerKey("imk.smi", Role.SCRIPT_MAC), CARD, request(words[1], words[2]), COMMAND);
            case "scriptPin" ->
                hsm.scriptPin(
                        new IssuerKey("imk.smc", Role.SCRIPT_DATA),
                        cryptogramKey(),
                        CARD,
                        request(words[1], words[2]),
                        PinChange.to(new PinKey("zpk.from"), PinFormat.ISO_0, hex(words[3])));
            default -> throw new IOException("unknown: " + words[0]);
        }
    }

    private static IssuerKey cryptogramKey() {
        return new IssuerKey("imk.ac", Role.CRYPTOGRAM);
    }

    private static ChipRequest request(String version, String cryptogram) {
        return new ChipRequest(CryptogramVersion.valueOf(version), ATC, UNPREDICTABLE, DATA, hex(cryptogram));
    }

    private static void withSecret(String file, Consumer<byte[]> work) throws IOException {
        byte[] secret = read(file);
        try {
            work.accept(secret);
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    /** By mapping: streams and channels keep copies in buffers of their own. */
    private static byte[] read(String file) throws IOException {
        try (var channel = FileChannel.open(Path.of(file));
                var arena = Arena.ofConfined()) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
                    .toArray(JAVA_BYTE);
        }
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @Override
    public void close() {
        loader.close();
        hsm.close();
    }
}
